using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.Care.Safety;

/// <summary>
/// The weights of a learned opinion by trait: as many whole numbers a trait as there are classes. Traits are kept as 64-bit hashes in one table,
/// so that ninety thousand of them take 3 MB and no string is made while they are read.
/// </summary>
[JsonConverter(typeof(TraitWeightsConverter))]
public sealed class TraitWeights
{
    // Room for what has been learned so far: growing would copy all of it at every start.
    private const int Usual = 1 << 17;

    private ulong[] _keys = [];
    private short[] _weights = [];
    private int _classes;
    private string? _first;
    private string? _odd;

    /// <summary>How many traits there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first trait that has another number of weights than there are classes; null when all fit.</summary>
    internal string? Misfit(int classes) => _first is not null && _classes != classes ? _first : _odd;

    /// <returns>One weight a class; empty when the trait is not known.</returns>
    public ReadOnlySpan<short> Of(ReadOnlySpan<char> trait)
    {
        if (Count == 0)
            return default;
        var place = PlaceOf(HashOf(trait));
        return _keys[place] == 0 ? default : _weights.AsSpan(place * _classes, _classes);
    }

    internal void Add(ReadOnlySpan<char> trait, ReadOnlySpan<short> weights)
    {
        if (_first is null)
        {
            (_first, _classes) = (trait.ToString(), weights.Length);
            (_keys, _weights) = (new ulong[Usual], new short[Usual * _classes]);
        }

        if (weights.Length != _classes)
        {
            _odd ??= trait.ToString();
            return;
        }

        if (Count > _keys.Length / 2)
            Grow();
        Put(HashOf(trait), weights);
    }

    private void Put(ulong key, ReadOnlySpan<short> weights)
    {
        var place = PlaceOf(key);
        if (_keys[place] == 0)
            Count++;
        _keys[place] = key;
        weights.CopyTo(_weights.AsSpan(place * _classes));
    }

    private void Grow()
    {
        var (keys, weights) = (_keys, _weights);
        (_keys, _weights, Count) = (new ulong[keys.Length * 2], new short[weights.Length * 2], 0);
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
                Put(keys[i], weights.AsSpan(i * _classes, _classes));
        }
    }

    /// <summary>Where the key stands, or the free place where it would.</summary>
    private int PlaceOf(ulong key)
    {
        var place = (int)(key >> 32) & (_keys.Length - 1);
        while (_keys[place] != 0 && _keys[place] != key)
            place = (place + 1) & (_keys.Length - 1);
        return place;
    }

    // FNV-1a, with its high half stirred in once more; 0 marks a free place.
    private static ulong HashOf(ReadOnlySpan<char> trait)
    {
        var hash = 14695981039346656037;
        foreach (var letter in trait)
            hash = (hash ^ letter) * 1099511628211;
        hash ^= hash >> 29;
        return hash == 0 ? 1 : hash;
    }
}

/// <summary>Reads <c>{"trait":[1,2,3]}</c>. Nothing writes it but tests/SecondOpinion.</summary>
internal sealed class TraitWeightsConverter : JsonConverter<TraitWeights>
{
    private const int LongestTrait = 128;
    private const int MostClasses = 16;

    public override TraitWeights Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        var read = new TraitWeights();
        Span<char> trait = stackalloc char[LongestTrait];
        Span<short> weights = stackalloc short[MostClasses];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.Length > LongestTrait)
                throw new JsonException();
            var length = reader.CopyString(trait);
            var count = 0;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                throw new JsonException();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && count < MostClasses)
                weights[count++] = reader.GetInt16();
            read.Add(trait[..length], weights[..count]);
        }

        return read;
    }

    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(Utf8JsonWriter writer, TraitWeights value, JsonSerializerOptions options) => throw new NotSupportedException("The weights are written by tests/SecondOpinion.");
}
