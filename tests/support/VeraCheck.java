import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Asks the veraPDF engine whether PDF files keep the standards they claim.
 *
 * <pre>java -cp ENGINE VeraCheck.java 3a,ua1 FILE...</pre>
 *
 * prints, separated by tabs, "verdict FLAVOUR FILE pass|fail CHECKS" and after it "rule CLAUSE TIMES MESSAGE" for each
 * broken rule, or "error FLAVOUR FILE MESSAGE". Profiles are read from XML: the engine's own directory of them needs a
 * part of JAXB that it does not carry.
 */
public class VeraCheck {
  private static final Map<String, String> PROFILES =
      Map.of("2a", "PDFA-2A", "2u", "PDFA-2U", "3a", "PDFA-3A", "3u", "PDFA-3U", "4f", "PDFA-4F", "ua1", "PDFUA-1");

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (String flavour : arguments[0].split(",")) {
      ValidationProfile profile = profile(flavour);
      for (int i = 1; i < arguments.length; i++) {
        try {
          report(flavour, arguments[i], validate(arguments[i], flavour, profile));
        } catch (Exception failure) {
          line("error", flavour, arguments[i], failure.toString());
        }
      }
    }
  }

  private static ValidationProfile profile(String flavour) throws Exception {
    String name = "/org/verapdf/pdfa/validation/" + PROFILES.get(flavour) + ".xml";
    try (InputStream xml = VeraCheck.class.getResourceAsStream(name)) {
      return Profiles.profileFromXml(xml);
    }
  }

  private static ValidationResult validate(String path, String flavour, ValidationProfile profile) throws Exception {
    try (InputStream pdf = new BufferedInputStream(new FileInputStream(path));
        PDFAParser parser = Foundries.defaultInstance().createParser(pdf, PDFAFlavour.byFlavourId(flavour));
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      return validator.validate(parser);
    }
  }

  private static void report(String flavour, String path, ValidationResult result) {
    line("verdict", flavour, path, result.isCompliant() ? "pass" : "fail", "" + result.getTotalAssertions());
    Map<RuleId, String> messages = new HashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        String place = assertion.getLocation() == null ? "" : " @ " + assertion.getLocation().getContext();
        messages.putIfAbsent(assertion.getRuleId(), assertion.getMessage() + place);
      }
    }
    result.getFailedChecks().forEach((rule, times) ->
        line("rule", rule.getClause() + "-" + rule.getTestNumber(), "" + times, messages.getOrDefault(rule, "")));
  }

  private static void line(String... words) {
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].replaceAll("\\s+", " ");
    }
    System.out.println(String.join("\t", words));
  }
}
