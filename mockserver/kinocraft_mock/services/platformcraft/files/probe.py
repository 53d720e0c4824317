"""Serialize the details of media files, as the service reads them from a file. Only duration and picture are stored."""

from __future__ import annotations

from typing import Any, NamedTuple

from kinocraft_mock.services.platformcraft.files.media import PLAYLIST_TYPE, Details
from kinocraft_mock.services.platformcraft.files.tree import Entry

__all__ = ["probe"]


class Names(NamedTuple):
    """The short and the long name of a format or codec, as ffprobe prints them."""

    short: str
    long: str


QUICKTIME = Names("mov,mp4,m4a,3gp,3g2,mj2", "QuickTime / MOV")
MATROSKA = Names("matroska,webm", "Matroska / WebM")
OGG = Names("ogg", "Ogg")
ASF = Names("asf", "ASF (Advanced / Active Streaming Format)")
FORMATS = {
    PLAYLIST_TYPE: Names("hls", "Apple HTTP Live Streaming"),
    "audio/aac": Names("aac", "raw ADTS AAC (Advanced Audio Coding)"),
    "audio/flac": Names("flac", "raw FLAC"),
    "audio/mpeg": Names("mp3", "MP2/3 (MPEG audio layer 2/3)"),
    "audio/ogg": OGG,
    "audio/opus": OGG,
    "audio/webm": MATROSKA,
    "audio/x-matroska": MATROSKA,
    "audio/x-ms-wma": ASF,
    "audio/x-wav": Names("wav", "WAV / WAVE (Waveform Audio)"),
    "video/mp2t": Names("mpegts", "MPEG-TS (MPEG-2 Transport Stream)"),
    "video/mpeg": Names("mpeg", "MPEG-PS (MPEG-2 Program Stream)"),
    "video/ogg": OGG,
    "video/webm": MATROSKA,
    "video/x-flv": Names("flv", "FLV (Flash Video)"),
    "video/x-matroska": MATROSKA,
    "video/x-ms-asf": ASF,
    "video/x-ms-wmv": ASF,
    "video/x-msvideo": Names("avi", "AVI (Audio Video Interleaved)"),
}
"""Formats by media type; other types are QuickTime."""

VIDEO_CODEC = Names("h264", "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10")
AAC = Names("aac", "AAC (Advanced Audio Coding)")
OPUS = Names("opus", "Opus (Opus Interactive Audio Codec)")
AUDIO_CODECS = {
    "audio/flac": Names("flac", "FLAC (Free Lossless Audio Codec)"),
    "audio/mpeg": Names("mp3", "MP3 (MPEG audio layer 3)"),
    "audio/ogg": Names("vorbis", "Vorbis"),
    "audio/opus": OPUS,
    "audio/webm": OPUS,
    "audio/x-ms-wma": Names("wmav2", "Windows Media Audio 2"),
    "audio/x-wav": Names("pcm_s16le", "PCM signed 16-bit little-endian"),
}
"""Audio codecs by media type; other types have AAC."""

AUDIO_SHARE, AUDIO_RATE = 8, 128_000
"""The sound of a video takes this fraction of the bits, at most this many per second."""


def probe(entry: Entry, details: Details) -> dict[str, Any]:
    """Serialize the details of a media file. The long name of a video codec has its key from the vendor's sample."""
    duration = round(details.duration, 3)
    rate = round(entry.size * 8 / duration) if duration else 0
    audio_rate = min(rate // AUDIO_SHARE, AUDIO_RATE) if details.height else rate
    video: list[dict[str, Any]] = []
    if details.height:
        stream = {
            "index": 0,
            "codec_type": "video",
            "codec_name": VIDEO_CODEC.short,
            "codeclongname": VIDEO_CODEC.long,
            "duration": duration,
            "bit_rate": rate - audio_rate,
            "width": details.width,
            "height": details.height,
            "fps": 25.0,
            "display_aspect_ratio": "16:9",
        }
        video.append(stream)
    codec = AUDIO_CODECS.get(entry.content_type, AAC)
    audio = {
        "index": len(video),
        "codec_type": "audio",
        "codec_name": codec.short,
        "codec_long_name": codec.long,
        "duration": duration,
        "bit_rate": audio_rate,
        "language": "eng",
        "channels": 2,
        "channel_layout": "stereo",
        "sample_rate": 48000,
    }
    container = FORMATS.get(entry.content_type, QUICKTIME)
    return {
        "format": {
            "format_name": container.short,
            "format_long_name": container.long,
            "nb_streams": len(video) + 1,
            "duration": duration,
            "bit_rate": rate,
        },
        "video_streams": video,
        "audio_streams": [audio],
    }
