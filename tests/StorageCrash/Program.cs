// Writes batches of two records to the SQLite file it is given, from eight callers at once, and prints the key of each batch that was
// acknowledged, until somebody kills it. SqliteCrashTests does.
using System.Globalization;
using CareBot.Care.Records;
using CareBot.Storage;

var store = SqliteRecordStore.Open(args[0]);
var json = new byte[1500];
await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
{
    for (var i = 0; ; i++)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{caller}-{i:000000}");
        await store.CommitAsync("Crash", "p", [new RecordChange.Insert(key, json), new RecordChange.Insert(key + "-twin", json)], CancellationToken.None);
        Console.WriteLine(key);
    }
})));
