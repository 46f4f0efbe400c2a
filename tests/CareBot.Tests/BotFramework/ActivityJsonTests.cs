using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.BotFramework;

public sealed class ActivityJsonTests
{
    public static TheoryData<string> RealActivities() =>
        [.. File.ReadLines(Repository.Path("..", "shared", "data", "protocol", "activities.jsonl")).Select(line => JsonNode.Parse(line)!["activity"]!.ToJsonString())];

    [Theory, MemberData(nameof(RealActivities))]
    public void Nothing_is_lost_when_a_real_activity_is_read_and_written(string json)
    {
        var written = JsonNode.Parse(ProtocolJson.Write(Read(json)));

        // A field that says null and a field that is missing say the same.
        var expected = JsonNode.Parse(json)!.AsObject();
        foreach (var field in expected.Where(field => field.Value is null).ToList()) expected.Remove(field.Key);
        Assert.True(JsonNode.DeepEquals(expected, written), $"{json}\n{written}");
    }

    [Fact]
    public void Fields_that_nobody_knows_survive_at_every_depth()
    {
        const string json = """{"type":"message","x1":{"a":[1,null]},"from":{"id":"u","x2":1},"conversation":{"id":"c","x3":true},"attachments":[{"contentType":"t","x4":"y"}],"suggestedActions":{"actions":[{"type":"imBack","x5":[]}]}}""";

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(ProtocolJson.Write(Read(json)))));
    }

    [Fact]
    public void What_nobody_knows_goes_out_byte_for_byte_as_it_came_in()
    {
        const string odd = """{ "exact" : 1.50, "huge":1E+400, "long":12345678901234567890.12345678901234567890, "word":"\u00f1\/\ud83d\ude00", "list":[ 1 , null ] }""";
        const string json = $$"""{"type":"message","from":{"id":"u","odd":{{odd}}},"value":{{odd}},"channelData":{{odd}},"odd":{{odd}}}""";
        Assert.Equal(5, Encoding.UTF8.GetString(ProtocolJson.Write(Read(json))).Split(odd).Length);
    }

    [Theory]
    [InlineData("""{"type":"conversationUpdate","membersAdded":null,"from":null,"conversation":null}""")]
    [InlineData("""{"type":"message","id":123,"text":5,"conversation":{"id":7,"isGroup":"true"}}""")]
    [InlineData("""{"type":"message","timestamp":"<timestamp>","localTimestamp":"","expiration":"tomorrow"}""")]
    [InlineData("""{"type":"invoke","value":null,"channelData":"text"}""")]
    [InlineData("{}")]
    public void Loose_input_is_read(string json) => Assert.NotNull(Read(json));

    [Theory]
    [InlineData("\\ud83d I have chest pain", "\ufffd I have chest pain")]
    [InlineData("I have chest pain \\uDE00", "I have chest pain \ufffd")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\ufffd\ud83d\ude00")]
    [InlineData("\\ud83d\\u0041", "\ufffdA")]
    [InlineData("\\\\ud83d", "\\ud83d")]
    [InlineData("\\ud83d\\", "")]
    [InlineData("\\ud8", "")]
    public void Half_a_character_takes_no_word_away(string written, string read)
    {
        var json = $$"""{"type":"message","text":"{{written}}"}""";
        if (read.Length == 0)
            Assert.ThrowsAny<System.Text.Json.JsonException>(() => Read(json));
        else
            Assert.Equal(read, Read(json).Text);
    }

    [Fact]
    public void A_number_where_text_is_expected_is_read_as_its_digits()
    {
        var activity = Read("""{"type":"message","id":123,"conversation":{"id":7,"isGroup":"true"}}""");

        Assert.Equal(("123", "7", true), (activity.Id, activity.Conversation!.Id, activity.Conversation.IsGroup));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"type":{}}""")]
    [InlineData("""{"from":"ana"}""")]
    public void What_is_no_activity_is_refused_as_broken_JSON(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Fact]
    public void A_time_keeps_its_digits_and_its_offset()
    {
        var activity = Read("""{"timestamp":"2021-04-29T16:17:17.4388966Z","localTimestamp":"2021-04-29T09:17:17.4-07:00"}""");

        Assert.Equal(new DateTimeOffset(2021, 4, 29, 16, 17, 17, TimeSpan.Zero).AddTicks(4388966), activity.Timestamp);
        Assert.Equal(TimeSpan.FromHours(-7), activity.LocalTimestamp!.Value.Offset);
        Assert.Contains("17.4-07:00", Write(activity), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_is_set_is_written_as_ISO_8601()
    {
        var activity = new Activity { Timestamp = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(-6)) };

        Assert.Equal("""{"timestamp":"2026-03-02T08:00:00.0000000-06:00"}""", Write(activity));
    }

    [Fact]
    public void A_value_is_written_as_what_it_is()
    {
        object[] values = [JsonElement.Parse("[1]"), new JsonObject { ["a"] = 1 }, "ñ", 3, true, new Error("e", "m"), new Dictionary<string, object> { ["k"] = "v" }, new[] { 1, 2 }];

        Assert.Equal(
            ["[1]", """{"a":1}""", "\"ñ\"", "3", "true", """{"code":"e","message":"m"}""", """{"k":"v"}""", "[1,2]"],
            values.Select(value => Write(new Activity { Value = value })["""{"value":""".Length..^1]));
    }

    [Fact]
    public void A_card_is_written_as_the_content_of_its_attachment()
    {
        var message = MessageFactory.Attachment(new HeroCard("Title", buttons: ["Yes"]).ToAttachment());

        var content = JsonNode.Parse(ProtocolJson.Write((Activity)message))!["attachments"]![0]!["content"]!;

        Assert.Equal("""{"title":"Title","buttons":[{"type":"imBack","title":"Yes","value":"Yes"}]}""", content.ToJsonString());
    }

    [Fact]
    public void A_mention_keeps_its_fields_among_the_entities()
    {
        var activity = new Activity { Entities = [new Mention(new ChannelAccount("u1", "Ana"), "<at>Ana</at>")] };

        Assert.Equal("u1", Assert.Single(Read(Write(activity)).GetMentions()).Mentioned!.Id);
    }

    [Fact]
    public void Channel_data_is_read_as_the_type_that_is_asked_for()
    {
        var activity = Read("""{"channelData":{"tenant":{"id":"t1"},"eventType":"teamRenamed"}}""");

        Assert.Equal("t1", activity.GetChannelData<TeamsChannelData>()!.Tenant!.Id);
        Assert.True(activity.TryGetChannelData<TeamsChannelData>(out _));
        Assert.False(new Activity { ChannelData = "text" }.TryGetChannelData<TeamsChannelData>(out _));
    }

    [Fact]
    public void To_gives_back_what_the_bot_made_and_reads_what_arrived()
    {
        var made = new Error("c", "m");

        Assert.Same(made, ProtocolJson.To<Error>(made));
        Assert.Equal("m", ProtocolJson.To<Error>(JsonElement.Parse("""{"message":"m"}"""))!.Message);
        Assert.Equal("m", ProtocolJson.To<Error>(new JsonObject { ["message"] = "m" })!.Message);
        Assert.Equal("m", ProtocolJson.To<JsonElement>(made).GetProperty("message").GetString());
        Assert.Null(ProtocolJson.To<Error>("no error"));
        Assert.Null(ProtocolJson.To<Error>(null));
    }

    [Theory, MemberData(nameof(RealActivities))]
    public void What_is_written_field_by_field_is_what_the_metadata_writes(string json)
    {
        var activity = Read(json);
        activity.From = new TeamsChannelAccount { Id = "t", UserPrincipalName = "u" };

        Assert.Equal(JsonSerializer.Serialize(activity, ProtocolJson.Info<Activity>()), Write(activity));
        var replies = new ExpectedReplies([activity, new Activity { Type = "typing" }]);
        Assert.Equal(JsonSerializer.Serialize(replies, ProtocolJson.Info<ExpectedReplies>()), JsonSerializer.Serialize<object>(replies, ProtocolJson.Info<object>()));
        Assert.Equal("{}", JsonSerializer.Serialize<object>(new ExpectedReplies(), ProtocolJson.Info<object>()));
    }

    [Fact]
    public void No_field_that_the_metadata_names_is_forgotten()
    {
        var tried = 0;
        foreach (var (sample, path) in new[] { ("{0}", typeof(Activity)), ("{\"from\":{0}}", typeof(ChannelAccount)), ("{\"recipient\":{0}}", typeof(ChannelAccount)), ("{\"conversation\":{0}}", typeof(ConversationAccount)), ("{\"suggestedActions\":{0}}", typeof(SuggestedActions)), ("{\"suggestedActions\":{\"actions\":[null,{0}]}}", typeof(CardAction)) })
        {
            foreach (var property in ProtocolJson.Options.GetTypeInfo(path).Properties.Where(property => property is { Set: not null, IsExtensionData: false }))
            {
                var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                var value = type == typeof(string) ? "\"x\"" : type == typeof(bool) ? "true" : type == typeof(IList<string>) ? "[\"x\"]" : type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? "[{}]" : "{}";
                var activity = Read(sample.Replace("{0}", $"{{\"{property.Name}\":{value},\"odd\":[1.0]}}", StringComparison.Ordinal));
                var written = Write(activity);

                Assert.Equal(JsonSerializer.Serialize(activity, ProtocolJson.Info<Activity>()), written);
                Assert.Contains($"\"{property.Name}\":{value}", written, StringComparison.Ordinal);
                tried++;
            }
        }

        Assert.True(tried > 60, $"{tried}");
    }

    private static Activity Read(string json) => ProtocolJson.Read(Encoding.UTF8.GetBytes(json))!;

    private static string Write(Activity activity) => Encoding.UTF8.GetString(ProtocolJson.Write(activity));
}
