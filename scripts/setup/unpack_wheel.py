"""Unpacks the files of one wheel whose names start with a given prefix: wheel, target folder, prefixes (none: all)."""

import os
import sys
import zipfile

wheel, target, *prefixes = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    for member in archive.infolist():
        if member.is_dir() or not member.filename.startswith(tuple(prefixes) or ""):
            continue
        path = archive.extract(member, target)
        mode = member.external_attr >> 16
        if mode & 0o111:
            os.chmod(path, 0o755)
