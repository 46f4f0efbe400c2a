using System.Globalization;

namespace CareBot.Bench;

/// <summary>Measures and prints, as the tables of the README.</summary>
internal static class Report
{
    private const int AtOnce = 64;

    public static async Task OfBotAsync(Uri url, Settings settings)
    {
        using var load = new Load(url);
        var count = settings.From + settings.Warm + settings.Walks;
        var people = (settings.Data is { } data ? await Person.ReadAsync(data, count) : Person.Guess(count))[settings.From..];
        foreach (var (name, steps) in Walk.Loads)
        {
            await load.WalkAsync(people[..settings.Warm], AtOnce, steps);
            var figures = await load.WalkAsync(people[settings.Warm..], AtOnce, steps);
            Line($"{url}, {name}: {figures.TurnsPerSecond:N0} turns/s, p50 {figures.Milliseconds(0.5):N1} ms, p99 {figures.Milliseconds(0.99):N1} ms, {figures.Turns} turns, every reply checked");
        }
    }

    public static async Task OfHostAsync(Settings settings)
    {
        using var folder = new Folder();
        var extra = settings.Quick ? 0 : 1000;
        await Server.RunHostAsync("seed", "--people", Text(settings.Warm + settings.Walks + extra), "--days", "1", "--data", folder.Of("bot"));
        var people = await Person.ReadAsync(folder.Of("bot"), settings.Warm + settings.Walks + extra);
        Server.StepAside();

        Line($"{AtOnce} conversations at a time, every reply checked; {Server.Pinning}.");
        Line($"");
        Line($"| | turns/s | p50 ms | p99 ms | server CPU s per 1,000 turns | working set MB |");
        Line($"|---|---:|---:|---:|---:|---:|");
        var bare = await StandInAsync("bare Kestrel, same JSON", null, people, settings);
        var durable = await StandInAsync("Kestrel, two reads, one durable grouped commit", folder.Of("stand-in"), people, settings);
        using var server = Server.StartHost(folder.Of("bot"));
        using var load = new Load(server.Url);
        var first = await server.AnswersAsync(load, people[0], new Step("?", "activities"));
        await server.RestsAsync();
        var idle = server.MegaBytes;
        var measured = people[settings.Warm..(settings.Warm + settings.Walks)];
        var ratios = new List<FormattableString>();
        foreach (var (name, steps) in Walk.Loads)
        {
            await load.WalkAsync(people[..settings.Warm], AtOnce, steps);
            await server.RestsAsync();
            var bot = await MeasureAsync($"CareBot, {name}", server, () => load.WalkAsync(measured, AtOnce, steps));
            ratios.Add($"The {name}: {bot.Speed / durable.Speed:P0} of the turns/s of the durable commit alone, {bot.Cpu / durable.Cpu:N1} times its CPU; of bare Kestrel {bot.Speed / bare.Speed:P0}, {bot.Cpu / bare.Cpu:N1} times.");
        }
        Line($"");
        ratios.ForEach(Line);
        Line($"First answer {first.TotalSeconds:N2} s after the start; {idle:N0} MB when idle after it.");
        if (!settings.Quick)
            await new Scaling(server, load, people[(settings.Warm + settings.Walks)..], folder).PrintAsync();
    }

    /// <summary>One row: the load, and the CPU that the server spent meanwhile.</summary>
    public static async Task<(double Speed, double Cpu)> MeasureAsync(string name, Server server, Func<Task<Figures>> load)
    {
        var before = server.Cpu;
        var figures = await load();
        var cpu = (server.Cpu - before).TotalSeconds * 1000 / figures.Turns;
        Line($"| {name} | {figures.TurnsPerSecond:N0} | {figures.Milliseconds(0.5):N2} | {figures.Milliseconds(0.99):N2} | {cpu:N3} | {server.MegaBytes:N0} |");
        return (figures.TurnsPerSecond, cpu);
    }

    public static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static async Task<(double Speed, double Cpu)> StandInAsync(string name, string? folder, List<Person> people, Settings settings)
    {
        using var server = Server.StartStandIn(folder);
        using var load = new Load(server.Url);
        var step = new Step("no", StandIn.Words);
        var steps = Enumerable.Repeat(step, Walk.Turns).ToArray();
        await server.AnswersAsync(load, people[0], step);
        await load.WalkAsync(people[..settings.Warm], AtOnce, _ => steps);
        return await MeasureAsync(name, server, () => load.WalkAsync(people[settings.Warm..(settings.Warm + settings.Walks)], AtOnce, _ => steps));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A folder for the length of a run.</summary>
internal sealed class Folder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("carebot-bench-").FullName;

    public string Of(string name) => Directory.CreateDirectory(Path.Combine(_path, name)).FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
