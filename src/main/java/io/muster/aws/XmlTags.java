package io.muster.aws;

import java.nio.charset.StandardCharsets;

/** The tags of an XML text in UTF-8, and a position in it. */
final class XmlTags {

    private final byte[] xml;
    private int at;

    XmlTags(byte[] xml) {
        this.xml = xml;
    }

    /** A part of the text. */
    record Part(int from, int end) {
        int size() {
            return end - from;
        }
    }

    /**
     * A tag.
     *
     * @param whole with its angle brackets
     * @param name  with its prefix, if it has one
     */
    record Tag(Part whole, Part name) {}

    boolean atEnd() {
        return at == xml.length;
    }

    boolean atMarkup() {
        return xml[at] == '<';
    }

    boolean startsWith(byte[] marker) {
        return holds(at, marker);
    }

    /** Moves on to the next markup, or the end. */
    Part text() {
        int from = at;
        int end = from;
        while (end < xml.length && xml[end] != '<') {
            end++;
        }
        at = end;
        return new Part(from, end);
    }

    /** Moves on behind the next occurrence of the marker. */
    Part through(byte[] marker) {
        int from = at;
        for (int i = at; i <= xml.length - marker.length; i++) {
            if (holds(i, marker)) {
                at = i + marker.length;
                return new Part(from, at);
            }
        }
        throw new UnreadableAnswer("It ends early");
    }

    /**
     * Moves on behind the tag.
     *
     * @param opening the characters with which the tag begins, before its name
     */
    Tag tag(byte[] opening) {
        int from = at;
        Part name = name(from + opening.length);
        at = tagEnd(name.end());
        return new Tag(new Part(from, at), name);
    }

    /** Whether the tag is an element of its own, as {@code <name/>} is. */
    boolean closesItself(Tag tag) {
        return xml[tag.whole().end() - 2] == '/';
    }

    boolean isBlank(Part part) {
        for (int i = part.from(); i < part.end(); i++) {
            if (!isSpace(xml[i])) {
                return false;
            }
        }
        return true;
    }

    boolean same(Part one, Part other) {
        int size = one.size();
        boolean same = size == other.size();
        for (int i = 0; same && i < size; i++) {
            same = xml[one.from() + i] == xml[other.from() + i];
        }
        return same;
    }

    /** Whether the name is this one, with any prefix or none. */
    boolean isNamed(Part name, byte[] local) {
        int from = name.end() - local.length;
        boolean prefixed = from > name.from() && xml[from - 1] == ':';
        return holds(from, local) && (prefixed || from == name.from());
    }

    /** The name without its prefix. */
    String local(Part name) {
        String whole = new String(xml, name.from(), name.size(), StandardCharsets.UTF_8);
        return whole.substring(whole.indexOf(':') + 1);
    }

    void copy(Part part, byte[] to, int position) {
        System.arraycopy(xml, part.from(), to, position, part.size());
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Part name(int from) {
        int end = from;
        while (end < xml.length && !isSpace(xml[end]) && xml[end] != '>' && xml[end] != '/' && xml[end] != '<') {
            end++;
        }
        if (end == from) {
            throw new UnreadableAnswer("It has a tag without a name");
        }
        return new Part(from, end);
    }

    /** The position after the tag; an attribute's value may hold the character that ends a tag. */
    private int tagEnd(int from) {
        byte quote = 0;
        for (int i = from; i < xml.length; i++) {
            byte c = xml[i];
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i + 1;
            } else if (c == '<') {
                throw new UnreadableAnswer("It has a tag within a tag");
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
        throw new UnreadableAnswer("It ends in a tag");
    }

    private boolean holds(int position, byte[] text) {
        boolean holds = position >= 0 && position + text.length <= xml.length;
        for (int i = 0; holds && i < text.length; i++) {
            holds = xml[position + i] == text[i];
        }
        return holds;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
