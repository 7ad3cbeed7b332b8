"""One file that holds an installation, encrypted, and proven by restoring it.

envelope    the encrypted stream: a random key for the file, wrapped by a passphrase or a key file
sections    named parts inside the stream
fingerprint row counts and content hashes of a database, within one snapshot
taking      making the file
restoring   putting it back, and trying it out in a scratch database

The sealing keys are not inside, so that who finds the file and the passphrase still cannot read
what people wrote about each other. `--with-keys` adds them, wrapped by a passphrase of their own.
"""
