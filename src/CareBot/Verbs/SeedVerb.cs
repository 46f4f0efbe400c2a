using CareBot.Demo;

namespace CareBot.Verbs;

/// <summary><c>seed</c>: the demo practice, and on request more invented people; the same numbers give the same practice.</summary>
internal static class SeedVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "people", "days", "seed", "data");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words.Count > 0 || options.Number("people", 0) is not { } people || options.Number("days", 14) is not { } days || options.Number("seed", 1) is not { } seed)
        {
            return await Usage.ShowAsync("'seed' takes --people, --days and --seed, each a whole number from 0 to 1000000, and --data.");
        }

        await using var built = VerbServices.Build(options["data"], more: services => services.AddDemo());
        await built.GetRequiredService<DemoPractice>().SeedAsync(people, days, seed, CancellationToken.None);
        await output.WriteLineAsync($"The demo practice is in place{(people == 0 ? "" : $", with {people} more people of {days} days each")}.");
        return 0;
    }
}
