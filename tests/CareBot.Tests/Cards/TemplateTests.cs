using System.Text.Json.Nodes;
using CareBot.Dialogs.Voice.Cards;

namespace CareBot.Tests.Cards;

/// <summary>The expected values are what npm's adaptivecards-templating 2.3.1 makes of the same template and data.</summary>
public sealed class TemplateTests
{
    private const string Data = """{"x":"X","rows":[{"name":"A"},{"name":"B"}],"flag":true,"num":2.5,"zero":0,"empty":"","none":[],"zone":"red","words":{"zone":{"red":"Red"}},"one":{"name":"C"}}""";

    [Theory]
    [InlineData("\"${x}\"", "\"X\"")]
    [InlineData("\"v ${x}\"", "\"v X\"")]
    [InlineData("\"${num}\"", "2.5")]
    [InlineData("\"n ${num} ${flag}\"", "\"n 2.5 true\"")]
    [InlineData("\"${rows[1].name}\"", "\"B\"")]
    [InlineData("\"${words.zone[zone]}\"", "\"Red\"")]
    [InlineData("\"${if(flag, 'y', 'n')}\"", "\"y\"")]
    [InlineData("\"${count(rows)}\"", "2")]
    [InlineData("\"${string(num)}\"", "\"2.5\"")]
    [InlineData("{\"$data\":\"${rows}\",\"t\":\"${name} ${$index} ${$root.x}\"}", "[{\"t\":\"A 0 X\"},{\"t\":\"B 1 X\"}]")]
    [InlineData("[{\"$data\":\"${rows}\",\"$when\":\"${name != 'B'}\",\"t\":\"${name}\"}]", "[{\"t\":\"A\"}]")]
    [InlineData("[{\"$data\":\"${rows}\",\"$when\":\"${$index < 1}\",\"t\":\"${name}\"}]", "[{\"t\":\"A\"}]")]
    [InlineData("[{\"$data\":\"${one}\",\"t\":\"${name}\"}]", "[{\"t\":\"C\"}]")]
    [InlineData("[{\"$data\":\"${none}\",\"t\":\"${z}\"}]", "[]")]
    [InlineData("[{\"$when\":\"${!flag}\",\"q\":1},{\"$when\":\"${count(rows) > 1}\",\"q\":2}]", "[{\"q\":2}]")]
    [InlineData("[{\"$when\":\"${zone == 'red' && num >= 2 || !flag}\",\"q\":1}]", "[{\"q\":1}]")]
    [InlineData("[{\"$when\":\"${num}\",\"q\":1},{\"$when\":\"${empty}\",\"q\":2},{\"$when\":\"${zero}\",\"q\":3}]", "[]")]
    [InlineData("[1,true,\"a { b\",null]", "[1,true,\"a { b\",null]")]
    public void A_template_becomes_what_the_standard_makes_of_it(string template, string expected)
    {
        var data = (JsonObject)JsonNode.Parse(Data)!;
        var words = (JsonObject)data["words"]!;
        var wrapped = CardTemplate.Compile(JsonNode.Parse($"{{\"v\":{template}}}"));
        var made = wrapped.Expand(new Scope(data, data, words, 0)).Single()!["v"];
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), made is null ? "[]" : made.ToJsonString());
    }

    [Theory]
    [InlineData("${x")]
    [InlineData("${}")]
    [InlineData("${x +}")]
    [InlineData("${x.}")]
    [InlineData("${sum(rows)}")]
    [InlineData("${a b}")]
    [InlineData("${(x}")]
    public void An_expression_that_cannot_be_read_is_refused_when_it_is_compiled(string text) =>
        Assert.Throws<FormatException>(() => CardTemplate.Compile(new JsonObject { ["t"] = text }));

    [Fact]
    public void Condition_and_data_must_be_one_expression_each() =>
        Assert.Throws<FormatException>(() => CardTemplate.Compile(new JsonObject { ["$when"] = "yes" }));
}
