import Registry

/// The fields of one entry of `tasks:`.
enum TaskField: Int, DescribedField {
    case schedule, disabled

    static let kind: StaticString = "a task"
    static let names = FieldNames(TaskField.self)
    static let freeMaps = TaskField.fieldsOfFreeKeys()
    static let leafNames = TaskField.lastNames()
    static let required: [String] = []

    var description: FieldDescription {
        switch self {
        case .schedule: .init("schedule", .value(CronSchedule.self), "Minute, hour, day, month and day of the week")
        case .disabled: .init("disabled", .bool, "Whether it never runs")
        }
    }
}
