// The room of AccountFiles.
