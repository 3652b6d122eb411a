"""The notification: the EDPB's common template as the one internal form, and the forms of authorities as its views."""
