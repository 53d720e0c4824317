# Generated from specs/kinescope-* by scripts/generate.py. Edits here are lost.

"""How the objects nested in request bodies of Kinescope are serialized."""

from __future__ import annotations

from kinocraft_runtime.bodies import ID, NULLABLE, PLAIN, InputField

CHAPTER = InputField(
    {
        "time": PLAIN,
        "title": PLAIN,
    }
)
VIDEO_CONCAT_PART = InputField(
    {
        "video_id": ID,
    }
)
VIDEO_CROP = InputField(
    {
        "w": PLAIN,
        "h": PLAIN,
        "x": PLAIN,
        "y": PLAIN,
        "quality": PLAIN,
    }
)
VIDEO_TRIM = InputField(
    {
        "start": PLAIN,
        "length": PLAIN,
    }
)
ACCESS_TOKEN_API_SCOPE = InputField(
    {
        "permissions": PLAIN,
    }
)
ACCESS_TOKEN_ENTITY = InputField(
    {
        "id": ID,
        "permissions": PLAIN,
    }
)
ACCESS_TOKEN_UPLOAD_SCOPE = InputField(
    {
        "permissions": PLAIN,
        "entities": ACCESS_TOKEN_ENTITY,
    }
)
ACCESS_TOKEN_SCOPE = InputField(
    {
        "api": ACCESS_TOKEN_API_SCOPE,
        "upload": ACCESS_TOKEN_UPLOAD_SCOPE,
    }
)
PLAYER_SETTINGS = InputField(
    {
        "airplay_button": PLAIN,
        "allow_original": PLAIN,
        "audio_only_option": PLAIN,
        "audio_tracks_button": PLAIN,
        "autopause": PLAIN,
        "autoplay": PLAIN,
        "autoswitch_button": PLAIN,
        "brand_color": PLAIN,
        "buttons_bar": PLAIN,
        "call_to_action_background_url": PLAIN,
        "call_to_action_button_text": PLAIN,
        "call_to_action_button_url": PLAIN,
        "call_to_action_description": PLAIN,
        "call_to_action_link_text": PLAIN,
        "call_to_action_link_url": PLAIN,
        "call_to_action_title": PLAIN,
        "chat_button": PLAIN,
        "chat_in_fullscreen": PLAIN,
        "chromecast_button": PLAIN,
        "control_bar": PLAIN,
        "control_bar_visible_on_load": PLAIN,
        "corner_rounding": PLAIN,
        "custom_logo": PLAIN,
        "data_tracking": PLAIN,
        "default_language_audio": PLAIN,
        "default_language_subtitle": PLAIN,
        "default_video_quality": PLAIN,
        "download": PLAIN,
        "enable_default_subtitle": PLAIN,
        "endscreen": PLAIN,
        "fullscreen_button": PLAIN,
        "fullscreen_fallback": PLAIN,
        "go_fullscreen_on_play": PLAIN,
        "go_fullscreen_on_unmute": PLAIN,
        "hotkeys_control": PLAIN,
        "live_viewers_counter": PLAIN,
        "logo_title": PLAIN,
        "logo_url": PLAIN,
        "pip_button": PLAIN,
        "play_button": PLAIN,
        "play_on_cursor": PLAIN,
        "playback_speed_button": PLAIN,
        "playback_speed_menu": PLAIN,
        "playinline": PLAIN,
        "playlist_menu_visible_on_load": PLAIN,
        "preview_play_button": PLAIN,
        "rotate_to_fullscreen": PLAIN,
        "seo_metadata": PLAIN,
        "settings_button": PLAIN,
        "share": PLAIN,
        "show_download_links": PLAIN,
        "show_number_live_viewers": PLAIN,
        "show_time": PLAIN,
        "timeline": PLAIN,
        "timeline_history": PLAIN,
        "title_subtitle": PLAIN,
        "title_subtitle_visible_on_load": PLAIN,
        "video_preload": PLAIN,
        "volume": PLAIN,
        "volume_button": PLAIN,
        "watermark_color": PLAIN,
        "watermark_enabled": PLAIN,
        "watermark_frequency": PLAIN,
        "watermark_size": PLAIN,
        "watermark_text": PLAIN,
        "watermark_type": PLAIN,
    }
)
PLAYER_AD_TRIGGER_SETTINGS = InputField(
    {
        "timePoints": PLAIN,
        "percentages": PLAIN,
        "interval": PLAIN,
    }
)
PLAYER_AD_TRIGGER = InputField(
    {
        "type": PLAIN,
        "trigger_settings": PLAYER_AD_TRIGGER_SETTINGS,
    }
)
PLAYER_AD_COUNTRIES = InputField(
    {
        "items": PLAIN,
        "type": PLAIN,
    }
)
PLAYER_AD = InputField(
    {
        "url": PLAIN,
        "trigger": PLAYER_AD_TRIGGER,
        "countries": PLAYER_AD_COUNTRIES,
    }
)
PLAYLIST_SETTINGS_CHANGE = InputField(
    {
        "sort_field": PLAIN,
        "sort_order": PLAIN,
        "ignore_interactive_tools": PLAIN,
    }
)
CDN_BASIC_AUTH = InputField(
    {
        "username": PLAIN,
        "password": PLAIN,
    }
)
NEW_CDN_ORIGIN = InputField(
    {
        "addr": PLAIN,
        "basic_auth": CDN_BASIC_AUTH,
    }
)
CDN_ACCESS_CONTROL_CHANGE = InputField(
    {
        "jwt_secret": PLAIN,
        "secure_link": PLAIN,
    }
)
CDN_ZONE_SETTINGS_CHANGE = InputField(
    {
        "index_html": PLAIN,
        "block_bad_bots": PLAIN,
        "ignore_query_strings": PLAIN,
    }
)
NEW_SPEAK_PARTICIPANT = InputField(
    {
        "user_id": ID,
        "name": PLAIN,
        "role": PLAIN,
    }
)
NEW_EVENT_SCHEDULE = InputField(
    {
        "time": NULLABLE,
    }
)
NEW_EVENT_RECORD_SETTINGS = InputField(
    {
        "parent_id": InputField(id=True, nullable=True),
    }
)
NEW_EVENT_VIDEO_SETTINGS = InputField(
    {
        "presets": NULLABLE,
    }
)
NEW_RESTREAM = InputField(
    {
        "name": PLAIN,
        "url": PLAIN,
        "key": PLAIN,
        "description": PLAIN,
        "enabled": PLAIN,
    }
)
