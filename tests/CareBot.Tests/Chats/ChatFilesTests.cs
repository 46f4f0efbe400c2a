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

    private static readonly ILookup<string, OpenQuestion> Questions = OpenQuestion.All().ToLookup(question => question.File, StringComparer.Ordinal);

    public static TheoryData<string> FilesWithQuestions => [.. Questions.Select(file => file.Key)];

    [Theory]
    [MemberData(nameof(FilesWithQuestions))]
    public async Task At_every_question_help_a_person_and_nonsense_are_answered_and_the_question_is_asked_again(string file)
    {
        var replies = await OpenQuestion.RepliesAsync(file, [.. Questions[file].Select(question =>
        {
            var (help, person) = question.Spanish ? ("ayuda", "persona") : ("help", "person");
            return (question, new[] { help, help, person, person, Nonsense, Nonsense });
        })], Cancelled);
        Assert.All(Questions[file].Zip(replies), asked =>
        {
            var (question, replies) = asked;
            Assert.All(replies, reply => Assert.True(reply.Length > 0, $"Silence at {file}:{question.Line}."));
            if (question.Waits)
            {
                Assert.All(replies.Take(4), reply => Assert.True(question.IsAskedIn(reply), $"{file}:{question.Line} lost the question:\n{reply}"));
                // A read-back goes back to its question, and "is it happening now?" takes what it cannot read as a yes: something is asked in any case.
                Assert.All(replies.Skip(4), reply => Assert.True(reply.Contains('[', StringComparison.Ordinal), $"{file}:{question.Line} lost the question:\n{reply}"));
            }
        });
    }

    [Theory]
    [MemberData(nameof(FilesWithQuestions))]
    public async Task At_every_question_back_and_stop_are_answered_and_the_person_can_go_on(string file)
    {
        var replies = await OpenQuestion.RepliesAsync(file, [.. Questions[file].Select(question =>
            (question, question.Spanish ? ["atrás", "atrás", "parar", "parar", "hola"] : new[] { "back", "back", "stop", "stop", "hello" }))], Cancelled);
        Assert.All(Questions[file].Zip(replies), asked =>
        {
            Assert.All(asked.Second, reply => Assert.True(reply.Length > 0, $"Silence at {file}:{asked.First.Line}."));
            Assert.Contains("[", asked.Second[^1], StringComparison.Ordinal);
        });
    }
}
