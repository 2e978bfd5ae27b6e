"""Packages sent to a library: to a folder, to an SSH server (SFTP) or to S3, by fsspec.

    open_target(address)       -> the place that the address names
    deliver(target, files)     -> what was sent, what was there already; compared with what is read back

Passwords and keys are taken from the SSH agent, from files of keys and from the environment, never from an address.
"""
