/// A host as VMoodle's nodelist has it; an empty text is an empty value.
public struct NodelistRow: Sendable, Equatable {
    public var vhostname: String
    public var name: String
    public var shortname: String
    public var description: String
    public var vdbtype: String
    public var vdbhost: String
    public var vdblogin: String
    public var vdbpass: String
    public var vdbname: String
    public var vdbprefix: String
    public var vdbpersist: Bool
    public var vdatapath: String
    /// -1 off, 0 the main host only, else the number of a subnetwork.
    public var mnet: Int
    public var enabled: Bool
    public var vtemplate: String
    public var services: String
    public var forcedns: Bool
    /// Settings of `$CFG` by name, for columns `config_<name>`.
    public var config: [String: String]
    /// Settings of plugins by component and name, for columns `<component>|<setting>`.
    public var plugins: [String: [String: String]]

    public init(
        vhostname: String, name: String, shortname: String, description: String = "", vdbtype: String = "mariadb",
        vdbhost: String = "localhost", vdblogin: String, vdbpass: String = "", vdbname: String,
        vdbprefix: String = "mdl_", vdbpersist: Bool = false, vdatapath: String, mnet: Int = 1, enabled: Bool = true,
        vtemplate: String = "", services: String = "default", forcedns: Bool = false, config: [String: String] = [:],
        plugins: [String: [String: String]] = [:]
    ) {
        self.vhostname = vhostname
        self.name = name
        self.shortname = shortname
        self.description = description
        self.vdbtype = vdbtype
        self.vdbhost = vdbhost
        self.vdblogin = vdblogin
        self.vdbpass = vdbpass
        self.vdbname = vdbname
        self.vdbprefix = vdbprefix
        self.vdbpersist = vdbpersist
        self.vdatapath = vdatapath
        self.mnet = mnet
        self.enabled = enabled
        self.vtemplate = vtemplate
        self.services = services
        self.forcedns = forcedns
        self.config = config
        self.plugins = plugins
    }

    /// A row that was read; nil if a number or truth value is none, which the conversion to a host reports.
    public init?(_ record: VMoodleRecord) {
        let truths = ["": false, "0": false, "1": true]
        guard let persist = truths[record.text("vdbpersist")], let forcedns = truths[record.text("forcedns")],
            let enabled = record.text("enabled").isEmpty ? true : truths[record.text("enabled")],
            let mnet = Int(record.text("mnet").isEmpty ? "1" : record.text("mnet"))
        else { return nil }
        func text(_ column: String, or other: String = "") -> String {
            record.text(column).isEmpty ? other : record.text(column)
        }
        self.init(
            vhostname: text("vhostname"), name: text("name"), shortname: text("shortname"),
            description: text("description"), vdbtype: text("vdbtype", or: "mariadb"),
            vdbhost: text("vdbhost", or: "localhost"), vdblogin: text("vdblogin"), vdbpass: text("vdbpass"),
            vdbname: text("vdbname"), vdbprefix: text("vdbprefix", or: "mdl_"), vdbpersist: persist,
            vdatapath: text("vdatapath"), mnet: mnet, enabled: enabled, vtemplate: text("vtemplate"),
            services: text("services", or: "default"), forcedns: forcedns)
        for (column, cell) in record.cells {
            switch VMoodleRecord.Setting(column: column) {
            case .config(let name): config[name] = cell.text
            case .plugin(let component, let setting): plugins[component, default: [:]][setting] = cell.text
            case nil: break
            }
        }
    }
}
