internal import Glibc

/// Checks that a path is a file or folder of this machine that may be read and is not empty.
///
/// It keeps GDAL's own path forms (`/vsicurl/…`, `driver:…`) out: nothing is fetched from the net.
func checkReadable(_ path: String) throws(GeoFileError) {
  var status = stat()
  guard stat(path, &status) == 0 else {
    throw GeoFileError(path, errno == EACCES ? .notPermitted : .missing)
  }
  guard access(path, R_OK) == 0 else { throw GeoFileError(path, .notPermitted) }
  let isFolder = status.st_mode & S_IFMT == S_IFDIR
  guard isFolder || status.st_size > 0 else { throw GeoFileError(path, .emptyFile) }
}

/// Whether there is such a file or folder.
func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
