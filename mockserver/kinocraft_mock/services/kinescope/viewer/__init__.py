"""What viewers and players load: files, pictures, web pages, playlists, licences."""
