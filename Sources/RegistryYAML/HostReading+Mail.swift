import Registry

/// The settings of mail that are more than one field each.
extension OneHost {
    func mailSettings(_ set: (String, ConfigValue) -> Void) {
        let policy: MailPolicy = value(.mailPolicy) { reader.word($0, of: "policy") } ?? .normal
        let divertTo: EmailAddress? = value(.mailDivertTo) { reader.value($0, of: "divert_to", filling: pattern) }
        let except = fields[.mailDivertExcept].flatMap { node -> [[UInt8]]? in
            guard case .list(let items)? = reader.value(node, .list(of: .text), of: "divert_except", filling: pattern)
            else { return nil }
            let texts = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
            for (item, text) in zip(document.items(of: node), texts) where text.contains(where: Self.partsAddresses) {
                reader.error(
                    204, "an address or pattern of 'divert_except' must hold neither ',' nor a blank; write two items",
                    at: item)
            }
            return texts
        }
        switch policy {
        case .normal: break
        case .never: set("noemailever", .bool(true))
        case .divert:
            if let divertTo { set("divertallemailsto", .string(divertTo.bytes)) }
            if let except { set("divertallemailsexcept", .string(Array(except.joined(separator: [0x2C])))) }
            if base.platform != nil, fields[.mailDivertTo] == nil, let node = fields[.mailPolicy] {
                reader.error(203, "'policy: divert' needs 'divert_to'", at: node)
            }
        }
        let security = value(.smtpSecurity) {
            reader.value($0, HostField.smtpSecurity.description.shape, of: "security", filling: nil)
        }
        if case .string(let word)? = security {
            set("smtpsecure", .string(word.elementsEqual("none".utf8) ? [] : word))
        }
    }

    /// What Moodle takes `divertallemailsexcept` apart at (config-dist.php: "a comma separated list").
    private static func partsAddresses(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x20 || byte == 0x09 }
}
