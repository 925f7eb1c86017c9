internal import Accounts
internal import Law
internal import Quantities

extension ReportPage {
  /// Whether the account is a draft, in review, signed or published; loud when it is not what was handed in.
  var stateMarks: [Markup] {
    var marks = [tag("span", ["class": "mark"], .text(life.state.label[language]))]
    if life.hasChanged(digest) {
      let text = say("账目已改动，与报审时不符", "Changed since it was submitted")
      marks.append(tag("span", ["class": "mark loud"], .text(text)))
    }
    return marks
  }

  /// Who handed in, reviewed, countersigned and published the account; nothing for one that nobody handed in.
  var lifeSection: ReportSection? {
    guard !life.steps.isEmpty else { return nil }
    let columns: [PageTable.Column] = [
      .words(say("步骤", "Step")), .day(say("日期", "Day")), .quoted(say("单位", "Organisation")),
      .quoted(say("姓名（职务）", "Name (role)")), .quoted(say("意见", "Words")), .digest(say("账目摘要", "Account")),
    ]
    let rows = life.steps.map { step in
      PageTable.Row([
        "\(step.number)\u{2002}\(step.act.label[language])", step.day.description, step.person.organisation,
        step.person.name + bracketed(step.person.role, in: language), words(of: step), step.account,
      ])
    }
    var parts = [
      paragraph(say("现状：\(life.state.label.zh)", "State: \(life.state.label.en)")),
      PageTable(say("审签经过", "Review and signatures"), columns, rows).cards(),
    ]
    if let last = life.steps.last {
      parts.append(note(say("审签记录摘要（SM3，公布时一并注明）：", "Digest of this record (SM3, to be published with it):")))
      parts.append(tag("p", ["class": "digest"], .text(last.digest)))
    }
    return ReportSection(id: "life", title: say("审签", "Review and signatures"), parts: parts)
  }

  private func words(of step: LifeStep) -> String {
    let answered = step.remark.map { say("答第 \($0) 步：", "To step \($0): ") } ?? ""
    let link = step.link.map { link in
      "\(link.region) \(link.year), \(link.pack) \(link.edition), SHA-256 \(link.account.prefix(16))…"
    }
    return [answered + step.text, link ?? ""].filter { !$0.isEmpty }.joined(separator: say("；", "; "))
  }
}
