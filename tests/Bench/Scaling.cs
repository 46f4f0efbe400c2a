namespace CareBot.Bench;

/// <summary>What grows: one conversation alone, a long transcript, many conversations, many patients.</summary>
internal sealed class Scaling(Server server, Load load, List<Person> people, Folder folder)
{
    private const int Rounds = 200;

    private static readonly Step Hello = new("?", "activities");

    public async Task PrintAsync()
    {
        Report.Line($"");
        Report.Line($"| one at a time | turns/s | p50 ms | p99 ms | server CPU s per 1,000 turns | working set MB |");
        Report.Line($"|---|---:|---:|---:|---:|---:|");
        await StandInAsync();
        await Report.MeasureAsync("one conversation, check-ins", server, () => load.WalkAsync(people[..100], 1, Walk.CheckIn));
        await RepeatAsync("one conversation, from its 1st turn", people[100]);
        await load.WalkAsync([people[100]], 1, _ => [.. Enumerable.Repeat(Hello, 2000)]);
        await RepeatAsync("the same, from its 2,200th turn", people[100]);
        await StoreAsync(1000);
        await RepeatAsync("with 1,000 more conversations stored", people[101]);
        await StoreAsync(9000);
        await RepeatAsync("with 10,000 more conversations stored", people[102]);
        await StoreAsync(90_000);
        await RepeatAsync("with 100,000 more conversations stored", people[103]);
        await FewPatientsAsync();
    }

    /// <summary>What one turn costs that waits for the disk alone.</summary>
    private async Task StandInAsync()
    {
        using var alone = Server.StartStandIn(folder.Of("alone"));
        using var aloneLoad = new Load(alone.Url);
        var step = new Step("no", StandIn.Words);
        await alone.AnswersAsync(aloneLoad, people[0], step);
        await aloneLoad.WalkAsync([people[0]], 1, _ => [.. Enumerable.Repeat(step, 3000)]);
        await Report.MeasureAsync("Kestrel, two reads, one durable commit", alone, () => aloneLoad.WalkAsync([people[0]], 1, _ => [.. Enumerable.Repeat(step, 1000)]));
    }

    private async Task RepeatAsync(string name, Person person)
    {
        await server.RestsAsync();
        await Report.MeasureAsync(name, server, () => load.WalkAsync([person], 1, _ => [.. Enumerable.Repeat(Hello, Rounds)]));
    }

    /// <summary>One turn each in conversations of nobody known.</summary>
    private Task StoreAsync(int count) =>
        load.WalkAsync([.. Enumerable.Range(0, count).Select(i => new Person($"visitor-{count}-{i}", "", false))], 64, _ => [Hello]);

    /// <summary>The first row again, where the practice has a hundred patients.</summary>
    private async Task FewPatientsAsync()
    {
        await Server.RunHostAsync("seed", "--people", "200", "--days", "1", "--data", folder.Of("few"));
        var few = await Person.ReadAsync(folder.Of("few"), 200);
        using var other = Server.StartHost(folder.Of("few"));
        using var otherLoad = new Load(other.Url);
        await other.AnswersAsync(otherLoad, few[0], Hello);
        await otherLoad.WalkAsync([few[0]], 1, _ => [.. Enumerable.Repeat(Hello, 3000)]);
        await otherLoad.WalkAsync(few[1..100], 1, Walk.CheckIn);
        await other.RestsAsync();
        await Report.MeasureAsync("check-ins in a practice of 200 patients", other, () => otherLoad.WalkAsync(few[100..], 1, Walk.CheckIn));
    }
}
