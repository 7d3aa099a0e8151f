package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Whether a role may do everything that a service offers, to everything of the account or of one region: by a wildcard, or by as many names as it takes.
 * The file {@code privilege/service-actions.json} has the actions of the services that matter.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
public final class ServiceRights {

    private static final String FILE = "/privilege/service-actions.json";

    private static final Map<String, Service> SERVICES = read();

    /**
     * One service.
     *
     * @param everything the ARN that stands for all of the account's resources in it
     * @param actions    all of its actions that a role can do, with its prefix
     */
    private record Service(String everything, List<String> actions) {}

    private ServiceRights() {}

    private static Map<String, Service> read() {
        Map<String, Service> services = new TreeMap<>();
        try (InputStream file = ServiceRights.class.getResourceAsStream(FILE)) {
            JsonNode table = new ObjectMapper().readTree(Objects.requireNonNull(file, FILE));
            table.path("services").properties().forEach(entry -> services.put(entry.getKey(), service(entry)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return services;
    }

    private static Service service(Map.Entry<String, JsonNode> entry) {
        List<String> actions = new ArrayList<>();
        entry.getValue().path("actions").forEach(name -> actions.add(entry.getKey() + ":" + name.asText()));
        actions.removeIf(AwsLimits::isOfUsersAlone);
        return new Service(entry.getValue().path("everything").asText(), List.copyOf(actions));
    }

    /** The services, by the prefixes of their actions. */
    public static List<String> services() {
        return List.copyOf(SERVICES.keySet());
    }

    /** Whether the role may do every action of the service to everything of that breadth. */
    public static Certainty everything(RolePrivileges role, String service, Breadth breadth) {
        Service one = SERVICES.get(service);
        String resource = breadth.arn(resource(role, one));
        Certainty all = Certainty.YES;
        for (String action : one.actions()) {
            all = all == Certainty.NO ? all : all.and(role.allows(action, resource));
        }
        return all;
    }

    /** The statements that allow it. */
    public static List<Statement> grants(RolePrivileges role, String service, Breadth breadth) {
        Service one = SERVICES.get(service);
        String resource = breadth.arn(resource(role, one));
        return one.actions().stream()
                .flatMap(action -> role.policies().statements(role.request(action, resource), true).stream())
                .distinct()
                .toList();
    }

    private static String resource(RolePrivileges role, Service service) {
        return service.everything().replace("${partition}", role.partition()).replace("${account}", role.accountId());
    }
}
