internal import CCrypto
internal import Glibc
public import Journal

extension HashFunction {
  /// SM3 (GB/T 32905-2016), with which journals are chained.
  ///
  /// Entries are small and many, so each thread keeps one context of the library and begins it anew.
  public static let sm3 = HashFunction(name: "sm3") { bytes in digestOnThisThread(bytes) }
}

private func digestOnThisThread(_ bytes: UnsafeRawBufferPointer) -> Digest {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
    let context = contextOfThisThread()
    // Naming no algorithm keeps the one that the context has, which spares the library a look-up.
    let isDone =
      EVP_DigestInit_ex(context, nil, nil) == 1
      && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
      && EVP_DigestFinal_ex(context, digest.baseAddress, nil) == 1
    precondition(isDone, "A digest takes bytes of any number.")
    return Digest(bytes: UnsafeRawBufferPointer(digest))
  }
}

/// The context that this thread keeps; made at the first call, freed when the thread ends.
private func contextOfThisThread() -> OpaquePointer {
  if let kept = pthread_getspecific(contextKey) { return OpaquePointer(kept) }
  guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sm3(), nil) == 1,
    pthread_setspecific(contextKey, UnsafeRawPointer(context)) == 0
  else { preconditionFailure("The cryptographic library is without memory or without SM3.") }
  return context
}

private let contextKey: pthread_key_t = {
  var key = pthread_key_t()
  let isMade = pthread_key_create(&key) { context in EVP_MD_CTX_free(context.map { OpaquePointer($0) }) }
  precondition(isMade == 0, "The system gives keys for the values of threads.")
  return key
}()
