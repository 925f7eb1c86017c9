import Testing

/// Records what a rule found, each place on a line of its own; a rule that finds nothing holds.
func expectNone(_ findings: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  if findings.isEmpty { return }
  let shown = findings.prefix(40).joined(separator: "\n")
  let more = findings.count > 40 ? "\n… and \(findings.count - 40) more" : ""
  Issue.record("\(findings.count) found:\n\(shown)\(more)", sourceLocation: sourceLocation)
}
