"""When was it copied, and from which system?"""
