using System.Globalization;
using CareBot.Care.Patients;
using CareBot.Storage;

namespace CareBot.Bench;

/// <summary>Somebody who checks in.</summary>
/// <param name="Id">By which the emulator channel knows them.</param>
/// <param name="Weight">In kilograms, near yesterday's.</param>
/// <param name="Spanish">Else they speak English.</param>
internal sealed record Person(string Id, string Weight, bool Spanish)
{
    /// <summary>Those whom <c>seed --people</c> has put into the folder.</summary>
    public static async Task<List<Person>> ReadAsync(string folder, int count)
    {
        using var store = SqliteRecordStore.Open(Path.Combine(folder, "records.db"));
        var charts = new Charts(store);
        var people = new List<Person>();
        foreach (var id in Ids(count))
        {
            var chart = (await charts.OpenAsync(new PatientId(id), CancellationToken.None)).Summary;
            var weight = chart.Enrolments[0].Thresholds.Personal[0].Value.ToString("0.0", CultureInfo.InvariantCulture);
            people.Add(new Person(id, weight, chart.Language == "es"));
        }
        return people;
    }

    /// <summary>People whose charts are elsewhere; all of them weigh 80 kg.</summary>
    public static List<Person> Guess(int count) => [.. Ids(count).Select(id => new Person(id, "80", false))];

    private static IEnumerable<string> Ids(int count) => Enumerable.Range(0, count).Select(i => $"p1-{i:D6}");
}
