package io.muster.scan;

import io.muster.aws.AwsRegions;
import io.muster.inventory.KindModel;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Nearest;
import io.muster.platform.OrganizationPath;
import io.muster.platform.Texts;
import io.muster.rule.Catalogue;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks that names in questions exist, so that a misspelt name is an error and not an empty answer. */
@ApplicationScoped
public class KnownNames {

    private final Database database;
    private final Set<String> rules;
    private final Set<Control> controls;

    KnownNames(Database database, Catalogue catalogue) {
        this.database = database;
        this.rules = catalogue.metadata().stream().map(RuleMetadata::ruleId).collect(Collectors.toUnmodifiableSet());
        this.controls = catalogue.metadata().stream()
                .flatMap(rule -> rule.controls().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The object that a name names. */
    public enum Type {
        ACCOUNT,
        /** A unit of the organization, by its path: one that a registered account is in, or one above it. */
        UNIT,
        REGION,
        KIND,
        RULE,
        FRAMEWORK,
        CONTROL,
        /** The name is the framework's, a blank, and the control's. */
        CONTROL_OF_FRAMEWORK
    }

    /**
     * A name that a caller wrote.
     *
     * @param field where it stands, as {@code filter.regions[0]}
     */
    public record Named(Type type, String field, String name) {

        /** The name, or none where the caller wrote none. */
        public static Stream<Named> ofNullable(Type type, String field, @Nullable String name) {
            return Stream.ofNullable(name).map(written -> new Named(type, field, written));
        }

        /** The names of a list, with their indexes; a missing name is left to the check of the body's form. */
        public static Stream<Named> ofEntries(Type type, String field, @Nullable List<String> names) {
            List<String> entries = names == null ? List.of() : names;
            return IntStream.range(0, entries.size())
                    .boxed()
                    .flatMap(i -> ofNullable(type, field + "[" + i + "]", entries.get(i)));
        }
    }

    /**
     * Checks that the names exist for the caller: an account outside of the caller's scope is treated as if it did not exist.
     * Removed rules and regions that stored data refers to still count as known.
     *
     * @return fails as a bad request with the nearest name for each that is not known
     */
    public Uni<Void> check(AccountScope scope, List<Named> names) {
        List<Named> doubtful = names.stream().filter(named -> !known(named)).toList();
        if (doubtful.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return stored(scope, doubtful)
                .map(stored -> doubtful.stream()
                        .filter(named -> !stored.contains(new Stored(named.name(), named.type())))
                        .toList())
                .chain(unknown -> unknown.isEmpty() ? Uni.createFrom().voidItem() : refuse(scope, unknown));
    }

    private boolean known(Named named) {
        String name = named.name().isBlank() ? Texts.quoted(named.name()) : named.name();
        return switch (named.type()) {
            case ACCOUNT -> false;
            case UNIT -> path(name).equals("/");
            case REGION -> name.equals(Scope.GLOBAL) || AwsRegions.known(name);
            case KIND -> collected().contains(name);
            case RULE -> rules.contains(name);
            case FRAMEWORK -> frameworks().anyMatch(name::equalsIgnoreCase);
            case CONTROL ->
                controls.stream().anyMatch(control -> control.control().equalsIgnoreCase(name));
            // where one of the two is unknown already, saying so is enough
            case CONTROL_OF_FRAMEWORK -> inFull().anyMatch(name::equalsIgnoreCase) || !bothKnown(name);
        };
    }

    /** A name in the database. */
    @RegisterForReflection
    record Stored(String name, Type type) {}

    private Uni<Set<Stored>> stored(AccountScope scope, List<Named> doubtful) {
        Sql select = Sql.of("select n.name, 'ACCOUNT' as type from unnest(")
                .texts(names(doubtful, Type.ACCOUNT))
                .add(") n (name) where ")
                .add(Sql.within(scope, "n.name"))
                .add(" and (exists (select 1 from account a where a.account_id = n.name)"
                        + " or exists (select 1 from cell c where c.account_id = n.name)"
                        + " or exists (select 1 from resource r where r.account_id = n.name))"
                        + " union all select n.name, 'REGION' from unnest(")
                .texts(names(doubtful, Type.REGION))
                .add(") n (name) where exists (select 1 from account a where n.name = any(a.regions) and ")
                .add(Sql.within(scope, "a.account_id"))
                .add(") or exists (select 1 from cell c where c.region = n.name and ")
                .add(Sql.within(scope, "c.account_id"))
                .add(") union all select n.name, 'RULE' from unnest(")
                .texts(names(doubtful, Type.RULE))
                .add(") n (name) where exists (select 1 from finding f where f.rule_id = n.name and ")
                .add(Sql.within(scope, "f.account_id"))
                .add(") union all select n.name, 'UNIT' from unnest(")
                .texts(names(doubtful, Type.UNIT))
                .add(", ")
                .texts(names(doubtful, Type.UNIT).stream().map(KnownNames::path).toList())
                .add(
                        ") n (name, path) where exists (select 1 from account a where (a.organization_path = n.path"
                                + " or starts_with(a.organization_path, n.path || '/')) and a.left_organization_at is null and ")
                .add(Sql.within(scope, "a.account_id"))
                .add(")");
        return database.rows(select, Stored.class).map(Set::copyOf);
    }

    private static List<String> names(List<Named> all, Type type) {
        return all.stream()
                .filter(named -> named.type() == type)
                .map(Named::name)
                .distinct()
                .toList();
    }

    private static String path(String unit) {
        return OrganizationPath.of(unit).text();
    }

    private Uni<Void> refuse(AccountScope scope, List<Named> unknown) {
        boolean ofAccounts =
                unknown.stream().anyMatch(named -> named.type() == Type.ACCOUNT || named.type() == Type.UNIT);
        Uni<List<Stored>> registered =
                ofAccounts ? registered(scope) : Uni.createFrom().item(List.of());
        return registered.map(stored -> {
            throw MusterException.badFields(unknown.stream()
                    .map(named -> new Violation(named.field(), fault(named, names(stored, named))))
                    .toList());
        });
    }

    /** The accounts, and the units that they are in. */
    private Uni<List<Stored>> registered(AccountScope scope) {
        Sql select = Sql.of("(select account_id as name, 'ACCOUNT' as type from account where ")
                .add(Sql.within(scope, "account_id"))
                .add(" order by 1 limit 1000) union all (select distinct organization_path, 'UNIT' from account"
                        + " where organization_path is not null and left_organization_at is null and ")
                .add(Sql.within(scope, "account_id"))
                .add(" order by 1 limit 1000)");
        return database.rows(select, Stored.class);
    }

    private static List<String> names(List<Stored> stored, Named alike) {
        return stored.stream()
                .filter(one -> one.type() == alike.type())
                .map(Stored::name)
                .toList();
    }

    private String fault(Named named, List<String> registered) {
        String name = named.name();
        return switch (named.type()) {
            case ACCOUNT ->
                name + " is not a registered account that the caller may see" + Nearest.suggestion(name, registered);
            case UNIT ->
                name + " is no unit with a registered account that the caller may see"
                        + Nearest.suggestion(path(name), registered);
            case REGION -> name + " is not a known region" + Nearest.suggestion(name, AwsRegions.names());
            case KIND -> notCollected(name);
            case RULE -> name + " is not a rule" + Nearest.suggestion(name, rules);
            case FRAMEWORK ->
                name + " is not a framework that a rule names"
                        + Nearest.suggestion(name, frameworks().toList());
            case CONTROL ->
                name + " is not a control that a rule names"
                        + Nearest.suggestion(
                                name, controls.stream().map(Control::control).toList());
            case CONTROL_OF_FRAMEWORK ->
                name + " is not a framework's control that a rule names"
                        + Nearest.suggestion(name, inFull(framework(name)).toList());
        };
    }

    /** The message for a kind that no collector lists. */
    static String notCollected(Object kind) {
        return kind + " is not collected" + Nearest.suggestion(String.valueOf(kind), collected());
    }

    static boolean isCollected(ResourceKind kind) {
        return kind != null && KindModel.find(kind).isPresent();
    }

    private static Collection<String> collected() {
        return Arrays.stream(ResourceKind.values())
                .filter(KnownNames::isCollected)
                .map(Enum::name)
                .toList();
    }

    private Stream<String> inFull() {
        return controls.stream().map(control -> control.framework() + " " + control.control());
    }

    /** The names of the framework's own controls, for suggestions: a similar control of another framework was not meant. */
    private Stream<String> inFull(String framework) {
        return inFull().filter(control -> framework(control).equalsIgnoreCase(framework));
    }

    private static String framework(String control) {
        return control.substring(0, control.indexOf(' '));
    }

    private boolean bothKnown(String name) {
        String framework = framework(name);
        String control = name.substring(framework.length() + 1);
        return frameworks().anyMatch(framework::equalsIgnoreCase)
                && controls.stream().anyMatch(known -> known.control().equalsIgnoreCase(control));
    }

    private Stream<String> frameworks() {
        return controls.stream().map(Control::framework).distinct();
    }
}
