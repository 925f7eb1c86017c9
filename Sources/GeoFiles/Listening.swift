internal import CGDAL

/// What GDAL said during one call.
struct Heard {
  /// Messages of failures, in the order of their coming.
  var failures: [String] = []
  /// Messages of warnings, in the order of their coming.
  var warnings: [String] = []
}

/// Collects the messages of one call; lives as long as the call.
private final class Ear {
  var heard = Heard()
}

/// Runs GDAL calls on this thread and catches what they say.
///
/// GDAL keeps its stack of handlers per thread, so calls on other threads do not mix in.
func listening<Result>(_ calls: () -> Result) -> (Result, Heard) {
  GDALSession.start()
  let ear = Ear()
  CPLPushErrorHandlerEx(note, Unmanaged.passUnretained(ear).toOpaque())
  CPLErrorReset()
  let result = calls()
  CPLPopErrorHandler()
  return (result, withExtendedLifetime(ear) { ear.heard })
}

/// The handler: a free function, since GDAL may call it from any thread.
private func note(_ level: CPLErr, _: CPLErrorNum, _ text: UnsafePointer<CChar>?) {
  guard let text, let address = CPLGetErrorHandlerUserData() else { return }
  let ear = Unmanaged<Ear>.fromOpaque(address).takeUnretainedValue()
  let message = String(cString: text)
  if level == CE_Warning { ear.heard.warnings.append(message) }
  if level == CE_Failure || level == CE_Fatal { ear.heard.failures.append(message) }
}
