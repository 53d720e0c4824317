"""Media types of files by their names.

Python's own table is not used: it differs from version to version, and the older ones lack formats of videos.
"""

from __future__ import annotations

from pathlib import PurePosixPath

__all__ = ["media_type"]

UNKNOWN = "application/octet-stream"

SUFFIXES = {
    "application/dash+xml": "mpd",
    "application/epub+zip": "epub",
    "application/gzip": "gz tgz",
    "application/json": "json map",
    "application/msword": "doc dot",
    "application/mxf": "mxf",
    "application/pdf": "pdf",
    "application/postscript": "ai eps ps",
    "application/rtf": "rtf",
    "application/ttml+xml": "ttml",
    "application/vnd.apple.mpegurl": "m3u m3u8",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "pot pps ppt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.rar": "rar",
    "application/wasm": "wasm",
    "application/x-7z-compressed": "7z",
    "application/x-bzip2": "bz2",
    "application/x-sh": "sh",
    "application/x-shockwave-flash": "swf",
    "application/x-subrip": "srt",
    "application/x-tar": "tar",
    "application/xml": "rdf xsl",
    "application/yaml": "yaml yml",
    "application/zip": "zip",
    "application/zstd": "zst",
    "audio/aac": "aac adts",
    "audio/ac3": "ac3",
    "audio/amr": "amr",
    "audio/basic": "au snd",
    "audio/flac": "flac",
    "audio/midi": "mid midi",
    "audio/mp4": "m4a m4b",
    "audio/mpeg": "mp2 mp3",
    "audio/ogg": "oga ogg",
    "audio/opus": "opus",
    "audio/webm": "weba",
    "audio/x-aiff": "aif aifc aiff",
    "audio/x-matroska": "mka",
    "audio/x-ms-wma": "wma",
    "audio/x-wav": "wav",
    "font/otf": "otf",
    "font/ttf": "ttf",
    "font/woff": "woff",
    "font/woff2": "woff2",
    "image/avif": "avif",
    "image/bmp": "bmp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/jpeg": "jpe jpeg jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/tiff": "tif tiff",
    "image/vnd.adobe.photoshop": "psd",
    "image/vnd.microsoft.icon": "ico",
    "image/webp": "webp",
    "message/rfc822": "eml mht mhtml",
    "text/calendar": "ics",
    "text/css": "css",
    "text/csv": "csv",
    "text/html": "htm html",
    "text/javascript": "js mjs",
    "text/markdown": "markdown md",
    "text/plain": "log txt",
    "text/tab-separated-values": "tsv",
    "text/vcard": "vcf",
    "text/vtt": "vtt",
    "text/x-python": "py",
    "text/x-ssa": "ass ssa",
    "text/xml": "xml",
    "video/3gpp": "3gp 3gpp",
    "video/3gpp2": "3g2",
    "video/mp2t": "m2ts mts ts",
    "video/mp4": "mp4 mp4v",
    "video/mpeg": "m1v m2v mpe mpeg mpg vob",
    "video/ogg": "ogv",
    "video/quicktime": "mov qt",
    "video/webm": "webm",
    "video/x-f4v": "f4v",
    "video/x-flv": "flv",
    "video/x-m4v": "m4v",
    "video/x-matroska": "mk3d mkv",
    "video/x-ms-asf": "asf",
    "video/x-ms-wmv": "wmv",
    "video/x-msvideo": "avi",
}
"""The suffixes of each media type. Of several names for one type, it is the one that web servers have."""
TYPES = {suffix: name for name, suffixes in SUFFIXES.items() for suffix in suffixes.split()}


def media_type(name: str) -> str:
    """Return the media type of a file by its name."""
    return TYPES.get(PurePosixPath(name).suffix[1:].lower(), UNKNOWN)
