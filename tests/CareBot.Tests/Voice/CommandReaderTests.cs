using CareBot.Care.Content;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

public sealed class CommandReaderTests
{
    private static readonly CommandReader Reader = CommandReader.Load(Content.Root);

    public static TheoryData<string, string> Rows { get; } = [.. Content.Table("commands.tsv").Select(row => (row[0], row[1]))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_is_asked_for_is_heard_and_an_ordinary_answer_is_left_alone(string text, string command) =>
        Assert.Equal(command, Reader.Read(text) is { } heard ? $"{heard.Command} {heard.Argument}".TrimEnd() : "-");

    [Fact]
    public void The_table_holds_at_least_a_hundred_and_fifty_messages() => Assert.True(Rows.Count >= 150, $"{Rows.Count} rows");

    [Theory]
    [InlineData("ok", null)]
    [InlineData("por favor", null)]
    [InlineData("please", Command.Help)]
    public void Politeness_without_end_is_taken_off_at_once(string polite, Command? command)
    {
        var said = string.Join(' ', Enumerable.Repeat(polite, 20));
        Assert.Equal(command, Reader.Read(command is null ? said : $"{said} help {said}")?.Command);
    }

    [Theory]
    [InlineData("{ \"help\": [\"aid\"], \"menu\": [\"aid\"] }", "menu: \"aid\" asks for Help already")]
    [InlineData("{ \"dance\": [\"waltz\"] }", "dance: is no command")]
    [InlineData("{ \"help\": [\"(aid\"] }", "help: the bracket opened in \"(aid\" is not closed")]
    [InlineData("{ \"help\": \"aid\" }", "help: is not a list of texts")]
    public void A_phrase_that_asks_for_two_things_stops_the_start(string english, string message)
    {
        const string folder = "dialogs/Voice/Understanding/words/";
        using var root = Content.Copy(folder + "commands.es.json");
        root.Write(folder + "commands.en.json", english);
        Assert.StartsWith($"{folder}commands.en.json#{message}", Assert.Throws<ContentException>(() => CommandReader.Load(root.Path)).Message);
    }
}
