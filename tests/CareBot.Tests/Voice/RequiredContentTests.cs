using CareBot.Care.Content;
using CareBot.Care.Safety;
using CareBot.Dialogs;

namespace CareBot.Tests.Voice;

/// <summary>Content that lacks something is a fault that stops the start, and not a bot that is silent about it.</summary>
public sealed class RequiredContentTests
{
    // Beside what must be there: a practice may have others of these, or lies nothing in them that the bot reads.
    private static readonly string[] OwnChoice = [".protocol.json", ".questionnaire.json", ".interpretation.json"];
    private static readonly string[] NotRead = ["chats", "evaluation", "goldens", "samples", "directory"];

    [Fact]
    public void Every_shipped_file_that_the_bot_reads_is_on_the_list() =>
        Assert.Empty(Directory.EnumerateFiles(Content.Root, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Content.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(NotRead.Contains) && !OwnChoice.Any(ending => path.EndsWith(ending, StringComparison.Ordinal))).Except(RequiredContent.Paths));

    [Fact]
    public void Each_of_them_is_missed_by_its_name()
    {
        using var folder = Whole();
        foreach (var path in RequiredContent.Paths)
        {
            var file = Path.Combine(folder.Path, path);
            File.Move(file, file + ".away");
            Assert.StartsWith($"{path}#: is missing; put the file back", Assert.Throws<ContentException>(() => RequiredContent.Check(folder.Path)).Message, StringComparison.Ordinal);
            if (path.Contains("/lexicon/", StringComparison.Ordinal))
                Assert.Contains(path, Assert.Throws<ContentException>(() => RedFlagLexicon.Load(Path.Combine(folder.Path, "dialogs/GetHelpNow/lexicon"))).Message, StringComparison.Ordinal);
            File.Move(file + ".away", file);
        }

        RequiredContent.Check(folder.Path);
    }

    [Theory]
    [InlineData("dialogs/DailyCheckIn/protocols", "*.protocol.json", "there is none; put at least one back")]
    [InlineData("dialogs/TakeAssessment/questionnaires", "*.questionnaire.json", "there is none; put at least one back")]
    [InlineData("dialogs/TakeAssessment/questionnaires", "phq-9.interpretation.json", "phq-9.interpretation.json#: is missing; put the file back")]
    public void A_kind_of_file_that_is_gone_altogether_or_in_half_is_missed(string folder, string pattern, string named)
    {
        using var root = Whole();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root.Path, folder), pattern).ToList())
            File.Delete(file);
        Assert.Contains(named, Assert.Throws<ContentException>(() => RequiredContent.Check(root.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e988.json", "has no rule of E988")]
    [InlineData("safe.json", "has no rule of SAFE")]
    [InlineData("triage.json", "has no complaints or no levels")]
    [InlineData("second-opinion.json", "has no secondOpinion")]
    public void A_file_of_the_red_flags_that_says_nothing_is_a_fault_too(string file, string named)
    {
        using var folder = Whole();
        var lexicon = Path.Combine(folder.Path, "dialogs/GetHelpNow/lexicon");
        File.WriteAllText(Path.Combine(lexicon, file), """{"version":"1","source":"s","signatory":"n"}""");
        Assert.Contains(named, Assert.Throws<ContentException>(() => RedFlagLexicon.Load(lexicon)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_of_a_record_that_cannot_be_read_stop_the_start()
    {
        using var folder = Whole();
        folder.Write("dialogs/GetHelpNow/health-codes.json", """{"version":"1","source":"s","signatory":"n","pregnancy":{"snomed":["1"]},"conditions":{}}""");
        Assert.StartsWith("health-codes.json#", Assert.Throws<ContentException>(() => ContentLibrary.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static Content.ScratchFolder Whole() =>
        Content.Copy([.. Directory.EnumerateFiles(Content.Root, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Content.Root, path)).Where(path => !path.Split('/').Any(part => part is "evaluation" or "goldens" or "directory"))]);
}
