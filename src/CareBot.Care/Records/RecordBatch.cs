namespace CareBot.Care.Records;

/// <summary>Changes that are applied together, to one partition of a table.</summary>
public sealed record RecordBatch(string Table, string Partition, IReadOnlyList<RecordChange> Changes);
