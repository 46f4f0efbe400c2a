using System.Globalization;
using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

public sealed class TraitWeightsTests
{
    [Fact]
    public void Each_of_many_traits_keeps_its_own_weights()
    {
        const int Many = 5000;
        var weights = Read("{" + string.Join(",", Enumerable.Range(0, Many).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"w:{i}\":[{i},{-i}]"))) + "}");
        Assert.Equal(Many, weights.Count);
        Assert.All(Enumerable.Range(0, Many), i => Assert.Equal([(short)i, (short)-i], weights.Of("w:" + i.ToString(CultureInfo.InvariantCulture)).ToArray()));
    }

    [Fact]
    public void A_trait_that_was_not_learned_has_none()
    {
        Assert.True(Read("""{"w:lips":[1]}""").Of("w:lip").IsEmpty);
        Assert.True(Read("{}").Of("w:lip").IsEmpty);
    }

    [Fact]
    public void A_trait_that_stands_twice_counts_once_and_the_later_one_holds()
    {
        var weights = Read("""{"w:lips":[1],"w:lips":[2]}""");
        Assert.Equal(1, weights.Count);
        Assert.Equal([(short)2], weights.Of("w:lips").ToArray());
    }

    [Fact]
    public void Letters_of_other_scripts_are_letters()
    {
        var weights = Read("""{"w:болит":[7]}""");
        Assert.Equal([(short)7], weights.Of("w:болит").ToArray());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"w:lips":1}""")]
    [InlineData("""{"w:lips":["1"]}""")]
    [InlineData("""{"w:lips":[40000]}""")]
    [InlineData("""{"w:lips":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]}""")]
    public void What_is_no_such_table_is_refused(string json) => Assert.Throws<System.Text.Json.JsonException>(() => Read(json));

    private static TraitWeights Read(string json) => System.Text.Json.JsonSerializer.Deserialize<TraitWeights>(json)!;
}
