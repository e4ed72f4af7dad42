/// Which of a host's fields reach its fragment alone.
extension HostField {
    /// No rule compares them, no other file says them, and no host's place in a file depends on them: FreeFieldsTests change each
    /// of them. `HostReading.free(over:)` has the exceptions.
    static let free = FieldSet(
        fields: [
            name, text, labels, config, plugins, tasks, hardening, upgradeKey, salt, oldSalts, peppers,
            databasePassword, isPersistent, collation, databaseSchema, handlesOptions, transactions,
            versionFromDatabase,
            databaseTLS, fetchBufferSize, clientCompress, connectTimeout, logAll, logSlow, logErrors, bulkInsertSize,
            readOnly,
            mailPolicy, mailDivertTo, mailDivertExcept, mailNoReply, mailSupport, mailDomain, mailPrefix,
            smtpHosts, smtpSecurity, smtpUser, smtpPassword, smtpAuthentication,
            mnet, template, services,
            vmoodleID, vmoodleForcedDNS, vmoodleCreated, vmoodleLastCron, vmoodleCronGap, vmoodleCronCount,
            vmoodleMetadata,
        ].map(\.rawValue))

    /// Of these what may name files of secrets, which a pool of the host's own says that its PHP may read.
    static let holdingSecrets = FieldSet(
        fields: [
            config, plugins, upgradeKey, salt, oldSalts, peppers, databasePassword, readOnly, smtpPassword,
        ].map(\.rawValue))
}

extension Document {
    /// Whether the host's name is filled in in a value or in what it holds.
    func holdsName(_ index: Int) -> Bool {
        let mark = Array("{name}".utf8)
        return (index..<Int(node(index).end)).contains { number in
            guard node(number).hasBrace else { return false }
            let text = bytes(number)
            return text.indices.contains { text[$0...].starts(with: mark) }
        }
    }

    /// Adds bytes that are the same only for values that hold the same, and are written alike where that makes a difference.
    func signExactly(_ index: Int, into signature: inout [UInt8]) {
        guard index >= 0 else { return signature.append(0xFF) }
        sign(Int32(truncatingIfNeeded: index), into: &signature)
        for number in index..<Int(node(index).end) { signature.append(node(number).isPlain ? 1 : 0) }
    }
}
