"""The Recorder: streams, and their instant and scheduled records."""
