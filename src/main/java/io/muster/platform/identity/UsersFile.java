package io.muster.platform.identity;

import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.OrganizationGrant;
import io.muster.platform.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Static users as their file has them: a line for each, {@code name:hash:role:accounts}, as {@code htpasswd} begins it.
 * Empty lines and those that begin with {@code #} are ignored.
 *
 * @param users  by name
 * @param faults the faults, with the line and the field; a file with faults is not to be used
 */
record UsersFile(Map<String, StaticUser> users, List<String> faults) {

    static final UsersFile NONE = new UsersFile(Map.of(), List.of());

    /** The last may hold colons. */
    private static final int FIELDS = 4;

    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._@-]{1,100}");
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final int LOWEST_COST = 10;
    private static final int HIGHEST_COST = 15;

    /** A hash of no user's password. */
    private static final String NOBODYS = "$2y$10$wGbHCqGJzTbTNPc3pRdvqOGjIdM//.dXkTAlBdobsRk8EW7yRzR42";

    /** A hash to compare passwords of unknown names with, so that they take as long to refuse as a wrong password of a user. */
    String costliestHash() {
        return users.values().stream()
                .map(StaticUser::hash)
                .max(Comparator.comparingInt(UsersFile::cost))
                .orElse(NOBODYS);
    }

    private static int cost(String hash) {
        Matcher parts = HASH.matcher(hash);
        return parts.matches() ? Integer.parseInt(parts.group(1)) : LOWEST_COST;
    }

    static UsersFile read(Path file) {
        try {
            return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new UsersFile(Map.of(), List.of("cannot be read: " + e));
        }
    }

    static UsersFile parse(List<String> lines) {
        Map<String, StaticUser> users = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                new Line("line " + (i + 1) + ": ", List.of(line.split(":", FIELDS))).addTo(users, faults);
            }
        }
        if (users.isEmpty() && faults.isEmpty()) {
            faults.add("has no user in it");
        }
        return new UsersFile(Map.copyOf(users), List.copyOf(faults));
    }

    /** One user's line. A fault is told without the hash. */
    private record Line(String place, List<String> fields) {

        void addTo(Map<String, StaticUser> users, List<String> faults) {
            if (fields.size() != FIELDS) {
                faults.add(place + "name:hash:role:accounts is expected, four fields, but there are " + fields.size());
                return;
            }
            List<String> wrong = new ArrayList<>();
            String name = fields.get(0).strip();
            if (!NAME.matcher(name).matches()) {
                wrong.add("name: must be of letters, digits and . _ @ -");
            } else if (users.containsKey(name)) {
                wrong.add("name: " + name + " stands on an earlier line, too");
            }
            hashFault().ifPresent(wrong::add);
            Optional<Role> role = role();
            if (role.isEmpty()) {
                wrong.add("role: must be one of " + roles());
            }
            Optional<AccountGrants> accounts = accounts(wrong);
            wrong.forEach(fault -> faults.add(place + fault));
            if (wrong.isEmpty()) {
                users.put(
                        name,
                        new StaticUser(
                                fields.get(1).strip(), Caller.user(name, role.orElseThrow(), accounts.orElseThrow())));
            }
        }

        private Optional<String> hashFault() {
            Matcher hash = HASH.matcher(fields.get(1).strip());
            if (!hash.matches()) {
                return Optional.of("hash: must be a bcrypt hash ($2a$, $2b$ or $2y$)");
            }
            int cost = Integer.parseInt(hash.group(1));
            return cost >= LOWEST_COST && cost <= HIGHEST_COST
                    ? Optional.empty()
                    : Optional.of("hash: its cost is " + cost + ", but must be from " + LOWEST_COST + " to "
                            + HIGHEST_COST + " (htpasswd -C " + LOWEST_COST + ")");
        }

        private Optional<Role> role() {
            return Arrays.stream(Role.values())
                    .filter(role -> role.wireName().equals(fields.get(2).strip()))
                    .findFirst();
        }

        private Optional<AccountGrants> accounts(List<String> wrong) {
            String text = fields.get(FIELDS - 1).strip();
            if (text.equals(AccountGrants.EVERY_ACCOUNT)) {
                return Optional.of(AccountGrants.of(AccountScope.EVERY_ACCOUNT));
            }
            Set<String> grants =
                    Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
            if (!grants.stream().allMatch(grant -> grant.matches("[0-9]{12}") || OrganizationGrant.isMeant(grant))) {
                wrong.add("accounts: must be * or account ids of 12 digits, units (ou:/Production) and tags"
                        + " (tag:team=payments) with commas between them");
                return Optional.empty();
            }
            try {
                return Optional.of(AccountGrants.parse(grants));
            } catch (IllegalArgumentException e) {
                wrong.add("accounts: " + e.getMessage());
                return Optional.empty();
            }
        }

        private static String roles() {
            return Arrays.stream(Role.values()).map(Role::wireName).collect(Collectors.joining(", "));
        }
    }
}
