internal import API
internal import Access
internal import Actions
internal import Journal
internal import Law
internal import Parties
internal import RegistryDesk
internal import Reports
internal import Serving

/// Who takes part, and who can log in.
extension RegistrySite {
  var peoplePages: [GuardedRoute] {
    [
      page("/registry/people", .seeParties) { page, _ in try page.people(made: nil) },
      form("/registry/people/{person}/enrolment", .administerLogIns) { page, values in
        try page.makeEnrolment(values["person"])
      },
      form("/registry/people/{person}/shut-out", .administerLogIns) { page, values in
        try page.shutOut(values["person"])
      },
      page("/registry/log-ins", .seeLogIns) { page, _ in try page.logIns() },
    ]
  }
}

extension RegistryPage {
  /// Somebody who takes part, with the seats that it has.
  private struct Person {
    let number: UInt32
    let code: String
    let seats: [String]
  }

  private func persons(
    in pages: RegistryPages, after: UInt32
  ) throws -> (persons: [Person], organisations: [Party], next: UInt32?) {
    let moment = house.settings.clock()
    let page = try pages.parties(after: after, limit: 200)
    let persons = try page.items.filter { $0.kind == .person }.map { party in
      let seats = try pages.seats(of: party.number, at: moment).filter {
        $0.organisation != 0 || !$0.roles.isEmpty
      }
      return Person(
        number: party.number, code: party.code,
        seats: seats.map { ([$0.code] + $0.roles.map { $0.label[language] }).joined(separator: " ") })
    }
    return (persons, page.items.filter { $0.kind.isOrganisation }, page.next)
  }

  func people(made: (person: String, code: EnrolmentCode)?) throws -> HTTPResponse {
    let (_, desk) = try inside()
    let after = request.query("after").flatMap { UInt32($0) } ?? 0
    let (persons, organisations, next) = try desk.pages { try self.persons(in: $0, after: after) }
    let rows = try persons.map { person -> [Markup] in
      [.text(person.code), .text(person.seats.joined(separator: "；")), try logIn(of: person)]
    }
    let shown = made.map { made in
      [
        tag(
          "div", ["class": "alert alert-success", "role": "status"],
          .text(
            say(
              "\(made.person) 的一次性登记码（三日内有效，只显示这一次）：",
              "One-time code of \(made.person), for three days, shown this once: ")),
          tag("code", ["class": "secret"], .text(made.code.description)))
      ]
    }
    return show(
      say("单位与人员", "People"),
      (shown ?? []) + [
        heading(say("人员", "Persons")),
        table([say("人员", "Person"), say("单位与角色", "Organisations and roles"), say("登录", "Log-in")], rows),
        heading(say("单位", "Organisations")),
        table(
          [say("代码", "Code"), say("名称", "Name")],
          organisations.map { [.text($0.code), .text($0.name ?? "")] }),
      ] + (next.map { [link("/registry/people?after=\($0)", say("下一页", "Next page"))] } ?? []))
  }

  private func logIn(of person: Person) throws -> Markup {
    let path = "/registry/people/" + URLEncoding.encode(person.code)
    let isEnrolled = try house.door.file.isEnrolled(person.number)
    let isKnown = try house.door.file.isKnown(person.number)
    guard may(.administerLogIns) else {
      return .text(isEnrolled ? say("已启用", "enrolled") : say("未启用", "not enrolled"))
    }
    if isEnrolled {
      return ownForm(path + "/shut-out", say("停用登录", "Shut out"), [], style: "btn-sm btn-outline-danger")
    }
    if isKnown {
      return .text(
        say(
          "已停用；由机器的管理者用 shanshui access reset 重置",
          "shut out; the machine's owner resets by shanshui access reset"))
    }
    return ownForm(path + "/enrolment", say("发给登记码", "Make a code"), [], style: "btn-sm btn-outline-primary")
  }

  private func person(_ code: String) throws -> UInt32 {
    let (_, desk) = try inside()
    let party = try desk.read { $0.world.directory.party(code: code) }
    guard let party, party.kind == .person else { throw Bar.nothing }
    return party.number
  }

  func makeEnrolment(_ code: String) throws -> HTTPResponse {
    let (number, moment) = (try person(code), house.settings.clock())
    guard try !house.door.file.isKnown(number) else { throw Bar.forbidden }
    let once = try house.door.file.makeEnrolment(of: number, at: moment, chance: house.door.chance)
    try house.door.file.note(.enrolmentMade, person: number, address: request.peer, at: moment)
    return try people(made: (code, once))
  }

  func shutOut(_ code: String) throws -> HTTPResponse {
    let (number, moment) = (try person(code), house.settings.clock())
    guard number != visitor?.person else { throw Bar.forbidden }
    try house.door.file.shutOut(number)
    try house.door.file.note(.shutOut, person: number, address: request.peer, at: moment)
    return .seeOther("/registry/people")
  }

  func logIns() throws -> HTTPResponse {
    let (_, desk) = try inside()
    let lines = try house.door.file.lines(of: nil, limit: 200)
    let codes = try desk.read { names in lines.map { $0.person == 0 ? "–" : names.seat($0.person, 0) } }
    return show(
      say("登录记录", "Log-ins"),
      [
        table(
          [say("时间", "When"), say("人员", "Person"), say("事项", "What"), say("地址", "From")],
          zip(lines, codes).map { line, code in
            [.text(line.moment.shown), .text(code), .text(line.event.label[language]), .text(line.address)]
          })
      ])
  }
}
