using System.Text.Json.Nodes;
using CareBot.Care.Content;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

public sealed class SpokenLanguageTests
{
    private const string File = "dialogs/Voice/Understanding/words/languages.json";
    private static readonly SpokenLanguage Spoken = SpokenLanguage.Load(Content.Root);

    [Theory]
    [InlineData("necesito comida cerca de 60629", "es")]
    [InlineData("no hablo inglés, necesito ayuda con la renta", "es")]
    [InlineData("un dentista barato 60629", "es")]
    [InlineData("despensa en cicero", "es")]
    [InlineData("me van a cortar la luz", "es")]
    [InlineData("me tome todo el frasco de pastillas", "es")]
    [InlineData("me corte las venas", "es")]
    [InlineData("mi marido me pega", "es")]
    [InlineData("me va a pegar", "es")]
    [InlineData("me voy a hacer daño", "es")]
    [InlineData("I need food near 60629", "en")]
    [InlineData("hola", null)]
    [InlineData("help", null)]
    [InlineData("60629", null)]
    [InlineData("", null)]
    [InlineData("my abuelita needs transporte", null)]
    public void Two_words_tell_a_language_and_one_or_a_mix_does_not(string typed, string? language) => Assert.Equal(language, Spoken.Read(typed));

    [Fact]
    public void Of_the_messages_that_were_written_to_measure_the_listener_next_to_none_is_taken_for_the_other_language()
    {
        var folder = Path.Combine(Content.Repository(), "dialogs/GetHelpNow/evaluation");
        foreach (var language in Languages.All)
        {
            var read = Directory.EnumerateFiles(folder, $"safety.{language}.*.jsonl").SelectMany(System.IO.File.ReadLines).Select(line => JsonNode.Parse(line)!["text"]!.GetValue<string>()).Select(Spoken.Read).ToList();
            Assert.True(read.Count(found => found == language) > 0.8 * read.Count, language);
            Assert.True(read.Count(found => found is not null && found != language) < 0.002 * read.Count, language);
        }
    }

    [Fact]
    public void A_word_under_two_languages_is_a_fault_with_its_place()
    {
        using var folder = Content.Copy(File);
        folder.Write(File, """{"en":["the","a"],"es":["a","el"]}""");
        Assert.Contains("'a'", Assert.Throws<ContentException>(() => SpokenLanguage.Load(folder.Path)).Message, StringComparison.Ordinal);
    }
}
