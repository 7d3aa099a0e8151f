package io.muster.aws;

import static io.muster.aws.XmlTags.ascii;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * One pass over an XML answer. It proves that the answer is whole and begins as it must, and leaves out its empty
 * elements: AWS writes {@code <ipAddress/>} where there is no address, and the SDK would read it as an address, a number
 * or a flag.
 */
final class XmlAnswer {

    /** Deeper than any answer of AWS; the SDK's parser is recursive. */
    private static final int DEEPEST = 64;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] INSTRUCTION = ascii("<?");
    private static final byte[] INSTRUCTION_END = ascii("?>");
    private static final byte[] COMMENT = ascii("<!--");
    private static final byte[] COMMENT_END = ascii("-->");
    private static final byte[] CDATA = ascii("<![CDATA[");
    private static final byte[] CDATA_END = ascii("]]>");
    private static final byte[] DECLARATION = ascii("<!");
    private static final byte[] OPENING = ascii("<");
    private static final byte[] CLOSING = ascii("</");

    private final XmlTags xml;
    private final byte[] kept;
    private final List<byte[]> beginning;
    private final Deque<Element> open = new ArrayDeque<>();
    private int length;
    private final List<String> members = new ArrayList<>();
    private int begun;
    private String root = "";

    private XmlAnswer(byte[] xml, List<byte[]> beginning) {
        this.xml = new XmlTags(xml);
        this.kept = new byte[xml.length];
        this.beginning = beginning;
    }

    /**
     * The answer without its empty elements, and with all characters as XML has them, see {@link XmlCharacters}.
     *
     * @param xml       in UTF-8, as all of AWS's answers
     * @param beginning the names of the root element, of its first child and so on; these are kept even if empty. None where
     *     the root element may have any name
     * @throws UnreadableAnswer if the answer begins otherwise, ends early or is malformed in its tags
     */
    static OwnBody read(byte[] xml, String... beginning) {
        XmlAnswer answer = new XmlAnswer(
                XmlCharacters.readable(xml),
                Arrays.stream(beginning).map(XmlTags::ascii).toList());
        answer.readAll();
        return new OwnBody(ByteBuffer.wrap(answer.kept, 0, answer.length), answer.root, List.copyOf(answer.members));
    }

    private void readAll() {
        if (xml.startsWith(BYTE_ORDER_MARK)) {
            xml.through(BYTE_ORDER_MARK);
        }
        while (!xml.atEnd()) {
            if (xml.atMarkup()) {
                markup();
            } else {
                characters(xml.text());
            }
        }
        if (!open.isEmpty() || begun < beginning.size() || root.isEmpty()) {
            throw new UnreadableAnswer("It ends early");
        }
    }

    private void markup() {
        if (xml.startsWith(CLOSING)) {
            close(xml.tag(CLOSING));
        } else if (xml.startsWith(INSTRUCTION)) {
            keep(xml.through(INSTRUCTION_END));
        } else if (xml.startsWith(COMMENT)) {
            xml.through(COMMENT_END);
        } else if (xml.startsWith(CDATA)) {
            characters(xml.through(CDATA_END));
        } else if (xml.startsWith(DECLARATION)) {
            throw new UnreadableAnswer("It declares a document type");
        } else {
            open(xml.tag(OPENING));
        }
    }

    private void characters(XmlTags.Part text) {
        boolean blank = xml.isBlank(text);
        if (!open.isEmpty()) {
            open.peek().blank |= blank;
            open.peek().filled |= !blank;
        } else if (!blank) {
            throw new UnreadableAnswer("It has text outside of its root element");
        }
        keep(text);
    }

    private void open(XmlTags.Tag tag) {
        checkBeginning(tag.name());
        if (!xml.closesItself(tag)) {
            push(new Element(tag.name(), length));
            keep(tag.whole());
        } else if (open.size() < keptLevels()) {
            keep(tag.whole());
        } else {
            open.element().lostChild = true;
        }
    }

    private void close(XmlTags.Tag tag) {
        if (open.isEmpty() || !xml.same(tag.name(), open.peek().name)) {
            throw new UnreadableAnswer("Its tags do not match");
        }
        Element closed = open.pop();
        if (closed.isEmpty() && open.size() >= keptLevels()) {
            length = closed.start;
            open.element().lostChild = true;
            return;
        }
        keep(tag.whole());
        if (!open.isEmpty()) {
            open.peek().filled = true;
        }
    }

    /** Fails unless the root element and its required first child are those of the operation's answer. */
    private void checkBeginning(XmlTags.Part name) {
        if (begun < beginning.size() && open.size() == begun) {
            if (!xml.isNamed(name, beginning.get(begun))) {
                throw new UnreadableAnswer("It is not the operation's");
            }
            begun++;
        } else if (open.isEmpty() && !root.isEmpty()) {
            throw new UnreadableAnswer("It has a second root element");
        } else if (open.size() == keptLevels()) {
            members.add(xml.local(name));
        }
        if (open.isEmpty()) {
            root = xml.local(name);
        }
    }

    private int keptLevels() {
        return Math.max(1, beginning.size());
    }

    private void push(Element element) {
        if (open.size() == DEEPEST) {
            throw new UnreadableAnswer("Its elements are nested too deeply");
        }
        open.push(element);
    }

    private void keep(XmlTags.Part part) {
        xml.copy(part, kept, length);
        length += part.size();
    }

    /** An element that is being read. */
    private static final class Element {
        private final XmlTags.Part name;
        /** The position of its beginning in the kept text. */
        private final int start;

        private boolean filled;
        private boolean blank;
        private boolean lostChild;

        private Element(XmlTags.Part name, int start) {
            this.name = name;
            this.start = start;
        }

        /** Space alone is a value, of a tag for example, unless it is the indentation of children that were left out. */
        private boolean isEmpty() {
            return !filled && (!blank || lostChild);
        }
    }
}
