using System.Text.Json;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>Reads the items of the lists of a JSON file one after the other, so that no more than one of them is in memory.</summary>
internal sealed class JsonItems(Stream stream) : IDisposable
{
    private const int Chunk = 64 * 1024;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private byte[] _bytes = new byte[Chunk];
    private int _from;
    private int _to;
    private bool _isLast;
    private bool _hasBegun;
    private JsonReaderState _state;

    /// <summary>The line from which on it is no JSON, counted from 1; null while it is.</summary>
    public int? BrokenAt { get; private set; }

    /// <summary>The next token, and the name when it is one; None at the end and where it is broken.</summary>
    public (JsonTokenType Token, string? Name) Next()
    {
        while (true)
        {
            var reader = Reader();
            try
            {
                if (reader.Read())
                {
                    var token = (reader.TokenType, reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null);
                    Went(reader);
                    return token;
                }
            }
            catch (JsonException broken)
            {
                BrokenAt = (int)(broken.LineNumber ?? 0) + 1;
            }

            if (_isLast || BrokenAt is not null)
                return (JsonTokenType.None, null);
            Fill();
        }
    }

    /// <summary>The next item of the list that has begun, or the value of the member whose name was read.</summary>
    /// <returns>False at the end of the list, and where it is broken.</returns>
    public bool NextItem(out JsonElement item)
    {
        item = default;
        while (true)
        {
            var reader = Reader();
            try
            {
                if (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.EndArray)
                    {
                        Went(reader);
                        return false;
                    }

                    if (JsonElement.TryParseValue(ref reader, out var read))
                    {
                        Went(reader);
                        item = read.Value;
                        return true;
                    }
                }
            }
            catch (JsonException broken)
            {
                BrokenAt = (int)(broken.LineNumber ?? 0) + 1;
            }

            if (_isLast || BrokenAt is not null)
                return false;
            Fill();
        }
    }

    /// <summary>Passes over the value that comes next, of whatever length.</summary>
    public void Skip() => SkipList();

    /// <returns>Whether it was a list.</returns>
    public bool SkipList()
    {
        var first = Next().Token;
        for (var depth = Deeper(first); depth > 0;)
        {
            var token = Next().Token;
            if (token == JsonTokenType.None)
                return false;
            depth += Deeper(token);
        }

        return first == JsonTokenType.StartArray;
    }

    private static int Deeper(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray or JsonTokenType.StartObject => 1,
        JsonTokenType.EndArray or JsonTokenType.EndObject => -1,
        _ => 0,
    };

    public void Dispose() => stream.Dispose();

    private Utf8JsonReader Reader()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            Fill();
            _from = _bytes.AsSpan(0, _to).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        }

        return new Utf8JsonReader(_bytes.AsSpan(_from, _to - _from), _isLast, _state);
    }

    private void Went(Utf8JsonReader reader)
    {
        _from += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    /// <summary>Reads on; what is not yet understood moves to the front, and the room grows when it fills all of it.</summary>
    private void Fill()
    {
        _bytes.AsSpan(_from, _to - _from).CopyTo(_bytes);
        (_from, _to) = (0, _to - _from);
        if (_to == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        var read = stream.Read(_bytes, _to, _bytes.Length - _to);
        _to += read;
        _isLast = read == 0;
    }
}
