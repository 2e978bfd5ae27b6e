"""Files of volumes sent to readers: by mail, one message for each file, or copied to a mounted e-reader."""
