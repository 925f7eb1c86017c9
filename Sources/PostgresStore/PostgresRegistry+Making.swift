public import Journal
public import Store

extension PostgresRegistry: RestorableStore {
  /// Makes a new registry in the schema of the address, and opens it as its one writer. The schema is made
  /// when it is not there; tables that are there stay.
  public static func create(
    at address: String, shape: StoreShape, hash: HashFunction, patience: Int = 30
  ) throws -> PostgresRegistry {
    try make(at: address, shape: shape, hash: hash, patience: patience, isComplete: true)
  }

  /// Makes a registry of an archive that any store wrote.
  public static func restoreArchive(
    _ archive: String, to address: String, shape: StoreShape, hash: HashFunction, patience: Int = 30
  ) throws -> PostgresRegistry {
    try Archive.check(archive, shape: shape, hash: hash)
    let store = try begin(at: address, shape: shape, hash: hash, patience: patience)
    try Archive.read(archive, into: store, hash: hash)
    return store
  }

  /// Begins a new registry that cannot be opened before it is declared complete; an unfinished one that
  /// nobody is filling gives way.
  package static func begin(
    at address: String, shape: StoreShape, hash: HashFunction, patience: Int = 30
  ) throws -> PostgresRegistry {
    try discardUnfinished(at: address, patience: patience)
    return try make(at: address, shape: shape, hash: hash, patience: patience, isComplete: false)
  }

  /// Takes a registry away whose making or restore broke off; any other stays. The schema remains.
  package static func discardUnfinished(at address: String, patience: Int = 30) throws {
    let connection = try PostgresConnection(address, patience: patience)
    defer { connection.close() }
    let isThere = try connection.number(
      "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'registry'")
    guard isThere == 1, try !PostgresIdentity(of: connection).isComplete else { return }
    try WriterSeat(connection).take(ending: .nobody)
    try connection.transaction("BEGIN") {
      try connection.run(
        """
        DO $$ DECLARE held record; BEGIN
          FOR held IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
            EXECUTE format('DROP TABLE %I CASCADE', held.tablename);
          END LOOP;
          FOR held IN SELECT pg_proc.oid::regprocedure AS name FROM pg_proc
            JOIN pg_namespace ON pg_namespace.oid = pronamespace
            WHERE nspname = current_schema() AND starts_with(proname::text, 'registry_') LOOP
            EXECUTE format('DROP FUNCTION %s', held.name);
          END LOOP;
        END $$
        """)
    }
  }

  private static func make(
    at address: String, shape: StoreShape, hash: HashFunction, patience: Int, isComplete: Bool
  ) throws -> PostgresRegistry {
    let connection = try PostgresConnection(address, patience: patience)
    try connection.transaction("BEGIN") {
      try makeSchema(connection)
      let schema = try PostgresIdentity.schema(connection)
      let tables = try connection.number(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
      guard tables == 0 else { throw StoreFault(.present, "schema \(schema)") }
      for text in functions { try connection.run(text) }
      for table in [OwnTables.registry, OwnTables.writer, OwnTables.blocks] {
        for text in SQLText.create(table, .postgres) { try connection.run(text) }
      }
      for text in SQLText.create(OwnTables.commands, .postgres) { try connection.run(text) }
      try connection.run(Self.commandsHaveBlocks)
      for text in shape.tables.flatMap({ SQLText.create($0, .postgres) }) { try connection.run(text) }
      var writes = PostgresWrites(shape: shape)
      let identity = PostgresIdentity.rows(shape: shape, hash: hash, isComplete: isComplete)
      writes.add(identity, to: OwnTables.registry)
      writes.add([[.integer(1), .integer(0)]], to: OwnTables.writer)
      for request in writes.requests { _ = try connection.ask(request) }
    }
    try WriterSeat(connection).take(ending: .nobody)
    return try PostgresRegistry(connection, address, shape, hash, patience)
  }

  private static func makeSchema(_ connection: PostgresConnection) throws(StoreFault) {
    guard try connection.ask("SELECT current_schema()::text").first?.first == .null else { return }
    guard case .text(let path)? = try connection.ask("SELECT current_setting('search_path')").first?.first
    else { return }
    let name = path.split(separator: ",").first.map(String.init) ?? ""
    let word = name.filter { $0 != "\"" && $0 != " " }
    try connection.run("CREATE SCHEMA IF NOT EXISTS \(SQLText.quoted(word))")
  }

  private static let functions = [
    """
    CREATE FUNCTION registry_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%: rows are only added', TG_TABLE_NAME; END $$
    """,
    """
    CREATE FUNCTION registry_fence(mine bigint) RETURNS bigint LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM 1 FROM writer WHERE epoch = mine FOR SHARE;
      IF NOT FOUND THEN RAISE EXCEPTION 'a newer writer has taken over' USING ERRCODE = 'SS001'; END IF;
      RETURN mine;
    END $$
    """,
    """
    CREATE FUNCTION registry_commands_have_blocks() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM (SELECT DISTINCT block FROM added) AS named
        WHERE NOT EXISTS (SELECT FROM blocks WHERE blocks.number = named.block)) THEN
        RAISE EXCEPTION 'commands: no such block' USING ERRCODE = '23503';
      END IF;
      RETURN NULL;
    END $$
    """,
  ]

  /// A key that refers to a block is checked for all rows of a statement at once; a foreign key would look
  /// the block up for each. Blocks never go away.
  private static let commandsHaveBlocks = """
    CREATE TRIGGER commands_have_blocks AFTER INSERT ON commands REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION registry_commands_have_blocks()
    """

  /// Brings an older registry to a shape, in one transaction.
  static func migrate(
    _ connection: PostgresConnection, from version: Int, to shape: StoreShape
  ) throws {
    guard let steps = shape.way(from: version) else {
      throw StoreFault(.version, "shape \(version), program \(shape.version)")
    }
    try connection.transaction("BEGIN") {
      for step in steps { try take(step, connection) }
      let text = "UPDATE registry SET value = $1 WHERE name = $2"
      try connection.ask(text, [.text("\(shape.version)"), .text("version")])
      try connection.ask(text, [.text(shape.text), .text("tables")])
    }
  }

  private static func take(_ step: Migration.Step, _ connection: PostgresConnection) throws {
    switch step {
    case .create(let table):
      for text in SQLText.create(table, .postgres) { try connection.run(text) }
    case .drop(let table):
      try connection.run("DROP TABLE \(SQLText.quoted(table.name))")
    case .reindex(let old, let new):
      for text in SQLText.reindex(old, into: new) { try connection.run(text) }
    case .rewrite(let old, let new, let convert):
      let (texts, aside) = SQLText.putAside(old, .postgres)
      for text in texts + SQLText.create(new, .postgres) { try connection.run(text) }
      try fill(new, from: old, named: aside, connection, convert)
      try connection.run("DROP TABLE \(SQLText.quoted(aside))")
    case .derive(let new, let old, let convert):
      for text in SQLText.create(new, .postgres) { try connection.run(text) }
      try fill(new, from: old, named: old.name, connection, convert)
    }
  }

  private static func fill(
    _ new: TableShape, from old: TableShape, named name: String, _ connection: PostgresConnection,
    _ convert: ([Cell]) throws -> [[Cell]]
  ) throws {
    let source = TableShape(name, old.columns, keyCount: old.keyCount)
    let shape = StoreShape(version: 1, tables: [source])
    let view = PostgresView(connection: connection, shape: shape)
    var rows: [[Cell]] = []
    func flush() throws {
      var writes = PostgresWrites(shape: shape)
      writes.add(rows, to: new)
      for request in writes.requests { _ = try connection.ask(request) }
      rows = []
    }
    try view.eachRow(of: name) { row in
      for made in try convert(row) {
        guard new.accepts(made, in: 0..<new.columns.count) else {
          throw StoreFault(.unstorable, "\(new.name): \(made)")
        }
        rows.append(made)
      }
      if rows.count >= 5000 { try flush() }
    }
    try flush()
  }

  /// Writes an archive: PostgreSQL's own tools copy its files, this copies the registry, so that it can be
  /// restored into any store.
  public func backUp(to path: String, hash: HashFunction) throws {
    try reader().snapshot { view in try Archive.write(view, to: path, hash: hash) }
    try PageDigests.write(beside: path, hash: hash)
  }

  package func declareComplete() throws {
    _ = try read { _, connection in
      try connection.ask("UPDATE registry SET value = 'complete' WHERE name = 'state'")
    }
  }
}
