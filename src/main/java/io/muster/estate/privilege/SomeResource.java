package io.muster.estate.privilege;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether there can be a resource to which a role may do several things: one text that a pattern means, that statements allow for each of
 * the actions and that none denies. Patterns that have no text in common with the one asked for are left out beforehand, as are
 * allowances of all of it: most questions are answered then, and a {@link TextSearch} answers the rest.
 */
final class SomeResource {

    /**
     * The services whose names and ids hold no colon, see the IAM User Guide, name requirements, and the API references: those of EC2 and KMS
     * are ids, those of CodeBuild's projects and CloudFormation's stacks are of letters, digits and hyphens. A text that would be of two types
     * at once, by a colon in the id of the one, is none of theirs; Glue's names may hold one, but are not given to be taken for another type's. Nor is
     * the version or alias behind the name of a function or state machine, without which both are made.
     */
    private static final Pattern WITHOUT_COLONS = Pattern.compile(
            "arn:[^:]+:(iam|ec2|kms|codebuild|cloudformation|"
                    + "airflow|amplify|apigateway|apprunner|appstream|athena|autoscaling|bedrock-agentcore|braket|budgets|cloudtrail|codedeploy|codepipeline|config|datapipeline|deadline|devicefarm|dynamodb|ecs|eks|elasticbeanstalk|elasticmapreduce|"
                    + "emr-serverless|gameliftstreams|glue|identitystore|imagebuilder|iot|kinesisanalytics|lambda|omics|rds|rolesanywhere|sagemaker|scheduler|secretsmanager|ssm|sso|states|synthetics):.*");

    /**
     * One statement's say about the target.
     *
     * @param given    whether it is not decided, and hangs on what no request chooses
     * @param patterns those that mean some of the target
     * @param exact    whether these are all that the statement may come to
     */
    record Clause(Certainty condition, boolean given, List<String> patterns, boolean negated, boolean exact) {

        boolean coversAll(String target) {
            return negated
                    ? patterns.isEmpty()
                    : patterns.stream().anyMatch(pattern -> Overlap.covers(pattern, target));
        }

        boolean isNever() {
            return !negated && patterns.isEmpty();
        }
    }

    /**
     * One text of the target is wanted to which a clause of each layer applies and none of the denials.
     *
     * @param noColon whether asterisks of the target stand for no colon
     */
    record Question(String target, boolean noColon, Set<List<Clause>> layers, Set<Clause> denials) {}

    private final String target;
    private final boolean noColon;
    private final Set<List<Clause>> layers = new LinkedHashSet<>();
    private final Set<Clause> denials = new LinkedHashSet<>();

    private SomeResource(String target) {
        this.target = target;
        noColon = WITHOUT_COLONS.matcher(target).matches();
    }

    /** @param requests of one role, each for one of the actions; their resource is the pattern */
    static Certainty of(RolePrivileges role, String target, List<Request> requests) {
        for (Request request : requests) {
            if (!role.policies().grantsAnything(request.action())) {
                return Certainty.NO;
            }
        }
        if (!role.policies().readable()) {
            return Certainty.POSSIBLE;
        }
        SomeResource search = new SomeResource(target);
        requests.forEach(request -> search.add(role, request));
        boolean read = requests.stream().allMatch(role.policies()::readable)
                && role.policies().organization().unread().isEmpty();
        Certainty found = search.found(role);
        found = read ? found : found.and(Certainty.POSSIBLE);
        boolean changed = requests.stream().anyMatch(request -> request.facts().now() != request.facts());
        return found == Certainty.POSSIBLE && changed
                ? found.or(of(role, target, requests.stream().map(Request::now).toList()))
                : found;
    }

    private Certainty found(RolePrivileges role) {
        Certainty certain = exists(Certainty.YES, role);
        return certain == Certainty.YES || !hasDoubts()
                ? certain
                : exists(Certainty.POSSIBLE, role).and(Certainty.POSSIBLE);
    }

    /** Whether what is possible is more than what is certain. A search that gave up is undecided either way. */
    private boolean hasDoubts() {
        return layers.stream()
                        .flatMap(List::stream)
                        .anyMatch(clause -> clause.condition() == Certainty.POSSIBLE || !clause.exact())
                || denials.stream().anyMatch(Clause::given);
    }

    private void add(RolePrivileges role, Request request) {
        role.policies().allowances(request).forEach(layer -> layers.add(clauses(layer, request)));
        denials.addAll(clauses(role.policies().denials(request), request));
    }

    private List<Clause> clauses(List<Statement> statements, Request request) {
        return statements.stream()
                .flatMap(statement -> parts(statement, request))
                .filter(clause -> !clause.isNever() && clause.condition() != Certainty.NO)
                .toList();
    }

    /** What a statement says for certain, and what hangs on variables: each of its resources is enough, but of all that it leaves out. */
    private Stream<Clause> parts(Statement statement, Request request) {
        List<Text> all = statement.resources().texts().stream()
                .map(text -> Text.of(text, request.facts()))
                .toList();
        Map<Hangs, List<Text>> parts = all.stream().collect(Collectors.groupingBy(Text::hangs));
        if (statement.resources().negated()) {
            // what it may leave out is not left out for certain
            Hangs most = parts.keySet().stream().max(Comparator.naturalOrder()).orElse(Hangs.ON_NOTHING);
            return Stream.of(clause(statement, request, parts.getOrDefault(Hangs.ON_NOTHING, List.of()), most));
        }
        return parts.entrySet().stream().map(part -> clause(statement, request, part.getValue(), part.getKey()));
    }

    /** What a text of a statement that is not decided hangs on. */
    private enum Hangs {
        ON_NOTHING,
        ON_THE_REQUEST,
        ON_GIVEN
    }

    private record Text(PatternText.Resolved resolved, Hangs hangs) {

        static Text of(PatternText text, Facts facts) {
            PatternText.Resolved resolved = text.resolve(facts);
            return new Text(
                    resolved,
                    isExact(resolved)
                            ? Hangs.ON_NOTHING
                            : text.hangsOnGiven(facts) ? Hangs.ON_GIVEN : Hangs.ON_THE_REQUEST);
        }
    }

    /** A variable that certainly has no value leaves a text that means nothing. */
    private static boolean isExact(PatternText.Resolved resolved) {
        return resolved.patterns().isEmpty()
                || (resolved.exact() && !resolved.never() && resolved.patterns().size() == 1);
    }

    private Clause clause(Statement statement, Request request, List<Text> texts, Hangs hangs) {
        List<String> meeting = texts.stream()
                .flatMap(text -> text.resolved().patterns().stream())
                .filter(pattern -> Overlap.meets(target, pattern, noColon))
                .toList();
        Certainty condition = meeting.isEmpty() && !statement.resources().negated()
                ? Certainty.NO
                : statement.conditions().hold(request.facts());
        boolean exact = hangs == Hangs.ON_NOTHING;
        boolean open = hangs == Hangs.ON_GIVEN || (exact && condition == Certainty.POSSIBLE);
        boolean given = open && statement.conditions().mayHoldHoweverAsked(request.facts());
        return new Clause(condition, given, meeting, statement.resources().negated(), exact);
    }

    private Certainty exists(Certainty least, RolePrivileges role) {
        Set<List<Clause>> open = new LinkedHashSet<>();
        for (List<Clause> layer : layers) {
            List<Clause> counting = layer.stream()
                    .filter(clause ->
                            clause.condition().compareTo(least) >= 0 && (clause.exact() || least != Certainty.YES))
                    .toList();
            if (counting.isEmpty()) {
                return Certainty.NO;
            }
            if (counting.stream().noneMatch(clause -> clause.coversAll(target))) {
                open.add(counting);
            }
        }
        Set<Clause> against = new LinkedHashSet<>(denials);
        against.removeIf(clause -> !(clause.exact() && clause.condition() == Certainty.YES)
                && !(clause.given() && least == Certainty.YES));
        if (against.stream().anyMatch(clause -> clause.coversAll(target))) {
            return Certainty.NO;
        }
        return easily(open, against).orElseGet(() -> role.search(new Question(target, noColon, open, against)));
    }

    /** With one layer left, each of its patterns has a text of the target, which nothing denies. */
    private static Optional<Certainty> easily(Set<List<Clause>> open, Set<Clause> against) {
        boolean one = open.size() == 1 && open.iterator().next().stream().anyMatch(clause -> !clause.negated());
        return against.isEmpty() && (open.isEmpty() || one) ? Optional.of(Certainty.YES) : Optional.empty();
    }
}
