using CareBot.Chats;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Chats;

/// <summary>Chats are the specification: every one is replayed, and at none of its questions is anybody stuck.</summary>
public sealed class ChatFilesTests
{
    private const string Nonsense = "purple monkey dishwasher";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.Path("dialogs"), "*.chat", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_chat_goes_today_as_it_is_written(string file)
    {
        var written = await File.ReadAllTextAsync(Repository.Path(file), Cancelled);
        var played = await ChatReplay.RunAsync(ChatFile.Parse(written), Cancelled);
        var difference = ChatReplay.FirstDifference(written, played);
        Assert.True(difference is null, $"{file}:{difference?.Number}\n  written: {difference?.Expected}\n  now:     {difference?.Actual}");
    }

    public static TheoryData<string, int> Questions => [.. OpenQuestion.All().Select(question => new TheoryDataRow<string, int>(question.File, question.Line))];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task At_every_question_help_a_person_and_nonsense_are_answered_and_the_question_is_asked_again(string file, int line)
    {
        var question = OpenQuestion.Read(file, line);
        var (help, person) = question.Spanish ? ("ayuda", "persona") : ("help", "person");
        var replies = await question.ReplyAsync(Cancelled, help, help, person, person, Nonsense, Nonsense);
        Assert.All(replies, reply => Assert.True(reply.Length > 0, $"Silence at {file}:{line}."));
        if (question.Waits)
        {
            Assert.All(replies.Take(4), reply => Assert.True(question.IsAskedIn(reply), $"{file}:{line} lost the question:\n{reply}"));
            // A read-back goes back to its question, and "is it happening now?" takes what it cannot read as a yes: something is asked in any case.
            Assert.All(replies.Skip(4), reply => Assert.True(reply.Contains('[', StringComparison.Ordinal), $"{file}:{line} lost the question:\n{reply}"));
        }
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task At_every_question_back_and_stop_are_answered_and_the_person_can_go_on(string file, int line)
    {
        var question = OpenQuestion.Read(file, line);
        var (back, stop, hello) = question.Spanish ? ("atrás", "parar", "hola") : ("back", "stop", "hello");
        var replies = await question.ReplyAsync(Cancelled, back, back, stop, stop, hello);
        Assert.All(replies, reply => Assert.True(reply.Length > 0, $"Silence at {file}:{line}."));
        Assert.Contains("[", replies[^1], StringComparison.Ordinal);
    }
}
