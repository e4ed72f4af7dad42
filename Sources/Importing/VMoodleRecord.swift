import Diagnostics

/// One row of VMoodle's register, from a nodelist, a dump or a database: texts by the names of its columns.
public struct VMoodleRecord: Sendable {
    /// A value and where it stands.
    public struct Cell: Sendable {
        public var text: String
        public var place: Place

        public init(_ text: String, at place: Place) {
            self.text = text
            self.place = place
        }
    }

    /// Where the row begins.
    public var place: Place
    /// A column that is NULL or empty may be absent.
    public var cells: [String: Cell]

    public init(place: Place, cells: [String: Cell]) {
        self.place = place
        self.cells = cells
    }

    /// The text of a column; empty if it has none.
    func text(_ column: String) -> String { cells[column]?.text ?? "" }

    func place(of column: String) -> Place { cells[column]?.place ?? place }

    /// Columns that every row must fill.
    static let required = ["vhostname", "name", "shortname", "vdatapath", "vdbname", "vdblogin"]

    /// Columns that have a place in the registry.
    static let known =
        Set(required).union([
            "description", "vdbtype", "vdbhost", "vdbpass", "vdbpersist", "vdbprefix", "vtemplate", "services",
            "enabled",
            "mnet", "forcedns", "id", "timecreated", "lastcron", "lastcrongap", "croncount", "metadata",
        ])

    /// What a column that is none of VMoodle's own sets.
    enum Setting: Equatable {
        case config(String)
        case plugin(component: String, setting: String)

        /// `config_<name>`; `<component>|<setting>`, where `auth/cas` is the old way to write `auth_cas`.
        init?(column: String) {
            if let bar = column.firstIndex(of: "|") {
                let component = String(column[..<bar].map { $0 == "/" ? "_" : $0 })
                let setting = String(column[column.index(after: bar)...])
                guard isSettingName(component), isSettingName(setting) else { return nil }
                self = .plugin(component: component, setting: setting)
            } else if column.hasPrefix("config_"), isSettingName(String(column.dropFirst(7))) {
                self = .config(String(column.dropFirst(7)))
            } else {
                return nil
            }
        }
    }
}

/// A letter or `_`, then letters, digits and `_`.
func isSettingName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F }
}
