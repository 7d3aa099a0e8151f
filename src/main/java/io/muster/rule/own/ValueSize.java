package io.muster.rule.own;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Bounds the size of an expression's values before it is evaluated. The evaluation itself counts steps, but a few steps can build
 * a text larger than the memory, such as a repeated {@code 'aa'.replace('a', 'aaaa')}.
 */
final class ValueSize {

    /** The most characters, or list entries, that a value may have. */
    static final int MOST = 10_000_000;

    /** The assumed length of a resource's texts and lists: AWS's limits for tags. */
    private static final int TEXT = 256;

    private static final int LIST = 50;

    private static final Set<CelKind> SINGLE = Set.of(
            CelKind.BOOL,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.TIMESTAMP,
            CelKind.DURATION,
            CelKind.NULL_TYPE);

    /** A value has so many entries, each of at most so many characters; a text is one entry. */
    private record Size(double entries, double each) {

        private static final Size ONE = new Size(1, 1);

        private double whole() {
            return entries * each;
        }

        private Size or(Size other) {
            return new Size(Math.max(entries, other.entries), Math.max(each, other.each));
        }
    }

    private static final class TooLarge extends RuntimeException {
        private TooLarge() {
            super(null, null, false, false);
        }
    }

    private final CelAbstractSyntaxTree tree;
    private final Map<String, Size> variables = new HashMap<>();

    private ValueSize(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** Whether all values of the expression are within {@link #MOST}. */
    static boolean isBounded(CelAbstractSyntaxTree tree) {
        try {
            new ValueSize(tree).of(tree.getExpr());
            return true;
        } catch (TooLarge unbounded) {
            return false;
        }
    }

    private Size of(CelExpr expr) {
        Size size = switch (expr.exprKind().getKind()) {
            case CONSTANT -> new Size(1, Math.max(1, length(expr.constant())));
            case IDENT ->
                Optional.ofNullable(variables.get(expr.ident().name())).orElseGet(() -> ofResource(expr));
            case SELECT -> selected(expr);
            case CALL -> called(expr);
            case LIST -> together(expr.list().elements().stream().map(this::of).toList());
            case MAP ->
                together(expr.map().entries().stream()
                        .flatMap(entry -> Stream.of(of(entry.key()), of(entry.value())))
                        .toList());
            case STRUCT ->
                together(expr.struct().entries().stream()
                        .map(entry -> of(entry.value()))
                        .toList());
            case COMPREHENSION -> gathered(expr.comprehension());
            case NOT_SET -> Size.ONE;
        };
        if (SINGLE.contains(kind(expr))) {
            return Size.ONE;
        }
        if (size.whole() > MOST) {
            throw new TooLarge();
        }
        return size;
    }

    private static int length(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> constant.stringValue().length();
            case BYTES_VALUE -> constant.bytesValue().size();
            default -> 1;
        };
    }

    private static Size together(List<Size> parts) {
        return new Size(
                Math.max(1, parts.size()),
                parts.stream().mapToDouble(Size::whole).max().orElse(1));
    }

    private CelKind kind(CelExpr expr) {
        return tree.getType(expr.id()).map(type -> type.kind()).orElse(CelKind.DYN);
    }

    private boolean isList(CelExpr expr) {
        return kind(expr) == CelKind.LIST || kind(expr) == CelKind.MAP;
    }

    private Size ofResource(CelExpr expr) {
        return new Size(isList(expr) ? LIST : 1, TEXT);
    }

    private Size selected(CelExpr expr) {
        double owner = of(expr.select().operand()).whole();
        Size usual = ofResource(expr);
        return owner > usual.whole() ? any(expr, owner) : usual;
    }

    /** The size of a part of a value: a list may have many short entries or a few long ones. */
    private Size any(CelExpr expr, double whole) {
        return new Size(isList(expr) ? whole : 1, whole);
    }

    /**
     * The size of a list that a macro builds. Each step adds to the list so far, which counts as empty while one step is
     * measured.
     */
    private Size gathered(CelExpr.CelComprehension loop) {
        Size range = of(loop.iterRange());
        Size begin = of(loop.accuInit());
        Map<String, Size> outer = new HashMap<>(variables);
        Size entry = new Size(1, range.each());
        variables.put(loop.iterVar(), entry);
        if (!loop.iterVar2().isEmpty()) {
            variables.put(loop.iterVar2(), entry);
        }
        variables.put(loop.accuVar(), new Size(0, 0));
        of(loop.loopCondition());
        Size step = of(loop.loopStep());
        Size all = new Size(range.entries() * step.entries(), step.each());
        variables.put(loop.accuVar(), all.or(begin));
        Size result = of(loop.result());
        variables.clear();
        variables.putAll(outer);
        return result;
    }

    private Size called(CelExpr expr) {
        List<Size> sizes = new ArrayList<>();
        expr.call().target().ifPresent(target -> sizes.add(of(target)));
        expr.call().args().forEach(argument -> sizes.add(of(argument)));
        double sum = sizes.stream().mapToDouble(Size::whole).sum();
        return switch (expr.call().function()) {
            case "_?_:_" -> sizes.get(1).or(sizes.get(2));
            case "_+_" -> isList(expr) ? sum(sizes) : new Size(1, sum);
            case "replace" ->
                new Size(1, sizes.get(0).whole() * Math.max(1, sizes.get(2).whole()));
            case "join" ->
                new Size(
                        1,
                        sizes.get(0).whole()
                                + sizes.get(0).entries() * (sum - sizes.get(0).whole()));
            case "strings.quote" -> new Size(1, 2 * (sum + 1));
            default -> any(expr, sum);
        };
    }

    private static Size sum(List<Size> lists) {
        return new Size(
                lists.stream().mapToDouble(Size::entries).sum(),
                lists.stream().mapToDouble(Size::each).max().orElse(1));
    }
}
