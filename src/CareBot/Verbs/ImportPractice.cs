using CareBot.Care.Content;
using CareBot.Care.Patients;

namespace CareBot.Verbs;

/// <summary><c>import practice FILE.json</c>: sets the practice and its staff up, or changes them. The same again changes nothing.</summary>
internal static class ImportPractice
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "data");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words is not [var path] || !File.Exists(path))
        {
            return await Usage.ShowAsync(options.Words is [var missing] ? $"There is no file '{missing}'." : "'import practice' takes one JSON file with practice and staff; the README shows one.");
        }

        PracticeFile file;
        try
        {
            file = PracticeFile.Load(await InputFile.ReadAsync(path), Path.GetFileName(path));
        }
        catch (ContentException broken)
        {
            await output.WriteLineAsync($"refused: {broken.Message}");
            return 1;
        }

        await using var services = VerbServices.Build(options["data"]);
        var people = services.GetRequiredService<PeopleDesk>();
        var before = await people.StaffAsync(CancellationToken.None);
        if (file.Staff.FirstOrDefault(one => before.Any(other => other.Id != one.Id && string.Equals(other.EntraObjectId, one.EntraObjectId, StringComparison.OrdinalIgnoreCase))) is { } taken)
        {
            await output.WriteLineAsync($"refused: {Path.GetFileName(path)}: the entraObjectId of '{taken.Id}' is already that of '{before.First(other => string.Equals(other.EntraObjectId, taken.EntraObjectId, StringComparison.OrdinalIgnoreCase)).Id}'; correct one of them");
            return 1;
        }

        foreach (var one in file.Staff)
        {
            // Where somebody can be reached stays: it is known from their own messages.
            var known = before.FirstOrDefault(other => other.Id == one.Id);
            var now = one with { Conversation = known?.Conversation, Unreachable = known?.Unreachable };
            if (now != known)
            {
                await people.PutAsync(now, CancellationToken.None);
            }

            await output.WriteLineAsync($"{(known is null ? "added" : now == known ? "unchanged" : "changed")}: {one.Name.Full} ({one.Id}), {one.Position}");
        }

        foreach (var left in before.Where(other => file.Staff.All(one => one.Id != other.Id)))
        {
            await output.WriteLineAsync($"kept: {left.Name.Full} ({left.Id}), {left.Position}; the file does not name them");
        }

        var practice = await people.FindPracticeAsync(CancellationToken.None);
        await people.PutAsync(file.Practice, CancellationToken.None);
        await output.WriteLineAsync($"{(practice is null ? "set up" : "kept up to date")}: {file.Practice.Name}, {file.Practice.TimeZone}. A host that runs reads it when it starts.");
        return 0;
    }
}
