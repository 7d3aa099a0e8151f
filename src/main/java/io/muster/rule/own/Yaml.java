package io.muster.rule.own;

import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * One node of a YAML file, with its place. Tags never create objects. Aliases are refused where a node would contain itself, and
 * where the file with expanded aliases would have more nodes than it may have characters.
 */
final class Yaml {

    private static final int DEEPEST = 20;

    private final String file;
    private final Node node;

    private Yaml(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /**
     * The root of a file.
     *
     * @throws RefusedRule if the text is no YAML, or has no node
     */
    static Yaml read(RuleFile file) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(RuleFile.LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(false);
        try {
            Node root = new Composer(new ParserImpl(new StreamReader(file.text()), options), new Resolver(), options)
                    .getSingleNode();
            if (root == null) {
                throw new RefusedRule(new Fault(file.name(), 1, "the file is empty"));
            }
            Yaml yaml = new Yaml(file.name(), root);
            yaml.writtenOut(new IdentityHashMap<>());
            return yaml;
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw new RefusedRule(new Fault(file.name(), line, "not valid YAML: " + broken.getProblem()));
        } catch (YAMLException broken) {
            throw new RefusedRule(new Fault(file.name(), 1, "not valid YAML: " + broken.getMessage()));
        }
    }

    /**
     * How many nodes it would have if all aliases in it were written out.
     *
     * @param known the numbers of other nodes of the file; of those that it is a part of, none
     * @throws RefusedRule where it is a part of itself, or there are too many
     */
    private long writtenOut(Map<Node, Optional<Long>> known) {
        Optional<Long> before = known.putIfAbsent(node, Optional.empty());
        if (before != null) {
            return before.orElseThrow(() -> refused("an alias stands inside what it stands for"));
        }
        long nodes = 1;
        for (Node part : parts()) {
            nodes += new Yaml(file, part).writtenOut(known);
        }
        if (nodes > RuleFile.LONGEST) {
            throw refused("aliases stand for more than " + RuleFile.LONGEST + " values");
        }
        known.put(node, Optional.of(nodes));
        return nodes;
    }

    private List<Node> parts() {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        return node instanceof MappingNode map
                ? map.getValue().stream()
                        .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
                        .toList()
                : List.of();
    }

    /** The line where it begins, from 1. */
    int line() {
        return node.getStartMark().getLine() + 1;
    }

    RefusedRule refused(String reason) {
        return refused(line(), reason);
    }

    RefusedRule refused(int line, String reason) {
        return new RefusedRule(new Fault(file, line, reason));
    }

    /** The line in which a block's text begins: the one after its indicator. */
    int textLine() {
        boolean block = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
        return block ? line() + 1 : line();
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isNull() {
        return Tag.NULL.equals(node.getTag());
    }

    /** The entries of a list. */
    List<Yaml> entries() {
        if (!(node instanceof SequenceNode list)) {
            throw refused("must be a list");
        }
        return list.getValue().stream().map(entry -> new Yaml(file, entry)).toList();
    }

    /** The members of a mapping, in their order. */
    Map<String, Yaml> members() {
        if (!(node instanceof MappingNode map)) {
            throw refused("must be a mapping");
        }
        Map<String, Yaml> members = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            Yaml key = new Yaml(file, tuple.getKeyNode());
            if (members.put(key.text(), new Yaml(file, tuple.getValueNode())) != null) {
                throw key.refused(Texts.quoted(key.text()) + " is there twice");
            }
        }
        return members;
    }

    /** As {@link #members}, of a mapping whose keys are known. */
    Map<String, Yaml> members(Set<String> known) {
        Map<String, Yaml> members = members();
        members.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw value.refused("there is no such member: " + Texts.quoted(key) + Nearest.suggestion(key, known));
            }
        });
        return members;
    }

    /** The text of a scalar that is not null. */
    String text() {
        if (!(node instanceof ScalarNode scalar) || isNull()) {
            throw refused("must be a text");
        }
        if (!Texts.storable(scalar.getValue())) {
            throw refused(Texts.UNSTORABLE_TEXT);
        }
        return scalar.getValue();
    }

    /** A scalar's text, which must be one of the names. */
    String oneOf(Collection<String> names) {
        String text = text();
        if (!names.contains(text)) {
            throw refused(Texts.quoted(text) + " is not one of " + String.join(", ", names)
                    + Nearest.suggestion(text, names));
        }
        return text;
    }

    long integer() {
        try {
            return Long.parseLong(text());
        } catch (NumberFormatException notOne) {
            throw refused(Texts.quoted(text()) + " is not a whole number");
        }
    }

    double number() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException notOne) {
            throw refused(Texts.quoted(text()) + " is not a number");
        }
    }

    boolean truth() {
        return Boolean.parseBoolean(oneOf(List.of("true", "false")));
    }

    /** A value of no fixed shape: maps, lists, texts, numbers and Booleans, as YAML's core schema resolves them. */
    Object plain() {
        if (isMap()) {
            Map<String, Object> map = new LinkedHashMap<>();
            members().forEach((key, value) -> {
                if (!value.isNull()) {
                    map.put(key, value.plain());
                }
            });
            return map;
        }
        if (isList()) {
            List<Object> list = new ArrayList<>();
            entries().forEach(entry -> list.add(entry.plain()));
            return list;
        }
        return scalar().orElseGet(this::text);
    }

    private Optional<Object> scalar() {
        Tag tag = node.getTag();
        if (Tag.INT.equals(tag)) {
            return Optional.of(integer());
        }
        if (Tag.FLOAT.equals(tag)) {
            return Optional.of(number());
        }
        return Tag.BOOL.equals(tag) ? Optional.of(truth()) : Optional.empty();
    }
}
