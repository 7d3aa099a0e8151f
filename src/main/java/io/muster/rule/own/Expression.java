package io.muster.rule.own;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.muster.estate.NotRead;
import io.muster.inventory.Property;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A compiled expression over the resources of one kind. */
final class Expression {

    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "@in");

    private final String text;
    private final ResourceKind kind;
    private final CelAbstractSyntaxTree tree;
    private final CelRuntime.Program program;

    Expression(String text, ResourceKind kind, CelAbstractSyntaxTree tree, CelRuntime.Program program) {
        this.text = text;
        this.kind = kind;
        this.tree = tree;
        this.program = program;
    }

    /** A value that the expression needs is not known. */
    static final class Undecided extends RuntimeException {
        Undecided(String missing) {
            super(missing);
        }
    }

    CelType type() {
        return tree.getResultType();
    }

    /**
     * The value for a resource.
     *
     * @throws Undecided if it rests on a field that has no value
     * @throws NotRead if it rests on a resource that was not read
     * @throws IllegalStateException if the expression cannot be evaluated for another reason, or costs too much
     */
    Object value(Map<String, Object> resource, Instant now) {
        try {
            return program.eval(Map.of(Expressions.RESOURCE, resource, Expressions.NOW, now));
        } catch (CelEvaluationException failed) {
            throw cause(failed);
        }
    }

    private RuntimeException cause(CelEvaluationException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotRead missing) {
                return missing;
            }
        }
        return failed.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND
                ? new Undecided(missing(failed.getMessage()))
                : new IllegalStateException(text + ": " + failed.getMessage(), failed);
    }

    /** CEL says {@code evaluation error at <input>:17: key 'hop' is not present in map.} */
    private String missing(String message) {
        int from = message.indexOf("key '");
        int to = message.indexOf('\'', from + 5);
        return from < 0 || to < 0 ? text : message.substring(from + 5, to) + " of " + text;
    }

    /** The kinds of the resources that it reads beside those of its own kind. */
    Set<ResourceKind> reads() {
        Set<ResourceKind> kinds = EnumSet.of(kind);
        nodes().filter(node -> node.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT)
                .flatMap(selection -> followed(selection).stream())
                .forEach(kinds::add);
        return kinds;
    }

    /** Whether it reads signals of other products. */
    boolean readsSignals() {
        return nodes().filter(node -> node.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT)
                .filter(selection -> selection.select().field().equals(KindTypes.SIGNALS))
                .anyMatch(selection ->
                        ownerType(selection).flatMap(KindTypes::kind).isPresent());
    }

    private Stream<CelExpr> nodes() {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes().map(CelNavigableExpr::expr);
    }

    private Optional<ResourceKind> followed(CelExpr selection) {
        return ownerType(selection)
                .map(owner -> KindTypes.links(owner).get(selection.select().field()))
                .map(FollowedLink::to);
    }

    private Optional<String> ownerType(CelExpr selection) {
        return tree.getType(selection.select().operand().id()).map(CelType::name);
    }

    /** Whether its values stay within {@link ValueSize#MOST}. */
    boolean isBounded() {
        return ValueSize.isBounded(tree);
    }

    /** The regular expressions that stand in it. */
    Stream<String> patterns() {
        return nodes().filter(node -> node.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
                        && node.call().function().equals("matches"))
                .flatMap(call -> call.call().args().stream())
                .flatMap(Expression::texts);
    }

    /** The fault of a comparison of an enumeration with a text that is none of its constants: such a rule would never fire. */
    Optional<String> unknownConstant() {
        return nodes().filter(node -> node.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
                        && COMPARISONS.contains(node.call().function()))
                .flatMap(call -> unknownConstant(call.call().args()).stream())
                .findFirst();
    }

    private Optional<String> unknownConstant(ImmutableList<CelExpr> operands) {
        return operands.stream()
                .flatMap(operand -> constants(operand).stream())
                .findFirst()
                .flatMap(known -> operands.stream()
                        .flatMap(Expression::texts)
                        .filter(compared -> !known.contains(compared))
                        .map(compared -> Texts.quoted(compared) + " is not one of " + String.join(", ", known)
                                + Nearest.suggestion(compared, known))
                        .findFirst());
    }

    /** The constants of the enumeration that is selected. */
    private Optional<List<String>> constants(CelExpr operand) {
        if (operand.exprKind().getKind() != CelExpr.ExprKind.Kind.SELECT) {
            return Optional.empty();
        }
        return ownerType(operand)
                .map(owner -> KindTypes.properties(owner).get(operand.select().field()))
                .map(Property::element)
                .filter(Class::isEnum)
                .map(type -> Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList());
    }

    private static Stream<String> texts(CelExpr operand) {
        return switch (operand.exprKind().getKind()) {
            case CONSTANT ->
                operand.constant().getKind() == CelConstant.Kind.STRING_VALUE
                        ? Stream.of(operand.constant().stringValue())
                        : Stream.empty();
            case LIST -> operand.list().elements().stream().flatMap(Expression::texts);
            default -> Stream.empty();
        };
    }
}
