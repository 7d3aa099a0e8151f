package io.muster.estate.privilege;

import static io.muster.estate.privilege.Certainty.NO;
import static io.muster.estate.privilege.Certainty.POSSIBLE;
import static io.muster.estate.privilege.Certainty.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is not read makes an answer UNKNOWN: it turns none into its opposite, and makes none certain. */
class PartialKnowledgePropertyTest {

    private static final List<String> QUESTIONS = List.of(
            "s3:GetObject arn:aws:s3:::b/key",
            "s3:GetObject arn:aws:s3:::red/key",
            "iam:PutRolePolicy arn:aws:iam::" + Estates.ACCOUNT + ":role/r1",
            "iam:CreateUser arn:aws:iam::" + Estates.ACCOUNT + ":user/u",
            "kms:Decrypt " + RandomRights.KEY,
            "ec2:RunInstances *",
            "sts:AssumeRole arn:aws:iam::" + Estates.ACCOUNT + ":role/r1",
            "sts:AssumeRole arn:aws:iam::" + Estates.ACCOUNT + ":role/r2");

    private static final String ADMINISTRATOR = "administrator";
    private static final String WAY = "takes the way ";

    @Property(tries = 200)
    void anAnswerBecomesUnknownAlone(@ForAll long rights, @ForAll long removed) {
        // given
        RandomRights random = new RandomRights(rights);
        Set<String> unread = random.unread(removed);
        Map<String, Certainty> known = answers(random.estate(Set.of()));

        // when
        Map<String, Certainty> partly = answers(random.estate(unread));

        // then
        assertThat(differences(known, partly)).as("without %s", unread).isEmpty();
    }

    /** The answers that are neither unknown nor as before. Of questions that are not among them, the answer is NO. */
    static Map<String, String> differences(Map<String, Certainty> known, Map<String, Certainty> partly) {
        Map<String, String> differences = new TreeMap<>();
        known.keySet().forEach(question -> partly.putIfAbsent(question, NO));
        partly.forEach((question, answer) -> {
            Certainty before = known.getOrDefault(question, NO);
            // of an administrator, no further ways are told
            boolean told = !question.contains(WAY) || known.get(question.split(WAY, -1)[0] + ADMINISTRATOR) != YES;
            if (told && answer != POSSIBLE && answer != before) {
                differences.put(question, before + " became " + answer);
            }
        });
        return differences;
    }

    static Map<String, Certainty> answers(Estate estate) {
        Map<String, Certainty> answers = new TreeMap<>();
        PrivilegeGraph graph = PrivilegeGraph.of(estate);
        for (Resource<Role> role : estate.stored(Role.class)) {
            RolePrivileges self = RolePrivileges.of(role, estate);
            String name = role.resourceId() + " ";
            for (String question : QUESTIONS) {
                String[] asked = question.split(" ", -1);
                answers.put(
                        name + "can " + question,
                        self.decide(asked[0], asked[1]).verdict());
                answers.put(name + "may " + question, self.allows(asked[0], asked[1]));
            }
            answers.put(name + ADMINISTRATOR, self.administrator());
            answers.put(name + "reads data", self.readsAllData());
            estate.stored(Role.class).stream()
                    .map(other -> RolePrivileges.of(other, estate))
                    .forEach(other ->
                            answers.put(name + "assumes " + other.role().resourceId(), self.assumes(other)));
            escalations(name + WAY, graph.escalations(role), answers);
            answers.put(name + "leads to an administrator", leads(self, graph.wayToAdministrator(role)));
        }
        return answers;
    }

    private static void escalations(String name, List<Escalation> found, Map<String, Certainty> answers) {
        for (Escalation one : found) {
            String way = name + one.name() + " to " + one.target();
            answers.merge(way, one.certainty(), Certainty::or);
            if (one.administrator()) {
                answers.merge(way + ", an administrator", one.certainty(), Certainty::or);
            }
        }
    }

    private static Certainty leads(RolePrivileges self, List<Escalation> way) {
        return way.stream()
                .map(Escalation::certainty)
                .reduce(Certainty::and)
                .map(certain -> certain.or(self.administrator()))
                .orElse(self.administrator());
    }
}
