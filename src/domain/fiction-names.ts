// Names for people that nobody is: long, because it is two lists of some hundred words.
import { once } from './once.ts';

/** First names of many countries; where the Latin letters of an address cannot be read off them, they stand behind `=`. */
const FIRST = `
Aaliyah Aarav Abdullah Abigail Adaeze Adam Aditi Adriana Agnieszka Ahmed Aiko Aisha Akira Alejandra Aleksander Alexei Ali
Alicia Alma Amara Amélie Amina Amir Amy Ana Anaïs Anders Andrea Andrew Anh Anika Anjali Ann Antonio Anwar Arash Ariel
Arjun Arthur Arturo Asha Astrid Aurélie Ayumi Aziz Babajide Baraka Beatriz Ben Benedikt Bilal Birgit Bjørn Bogdan Bruno
Camila Carlos Carmen Caroline Catarina Cemal Chanel Charlotte Chen Chiara Chidi Chloe Clara Conor Cristina Daan Daiki
Dalia Daniel Daria David Deepa Denise Derek Devika Diego Dilnoza Dmitri Dolores Duc Ebony Edith Eduardo Eero Eitan Elena
Eleni Elif Elijah Elisa Emeka Emil Emily Emma Enrique Erik Esi Esra Esther Ethan Eva Evelyn Ezra Fatima Feng Fernanda
Fiona Florian Francesca François Freya Gabriel Gabriela Georgios Giorgia Giulia Gloria Goran Grace Greta Guadalupe Hadiza
Hana Hannah Hans Harriet Haruto Hassan Heidi Helena Henrik Hiroshi Hoa Hugo Hyun Ibrahim Ida Ifeoma Ignacio Imani Ines
Ingrid Ioana Isaac Isabel Ivan Ivana Jabari Jacob Jada Jae Jakub Jamal James Jan Jasmine Javier Jelena Jennifer Jin Joana
João Johan Jomo Jonas Jordan José Joy Juan Juliana Jun Kaan Kai Kamal Karin Katarzyna Kavita Keisha Kenji Khadija Kofi
Kwame Laila Lakshmi Lars Latoya Laura Layla Lea Leila Leon Leticia Liam Lin Linh Lisa Liv Logan Louise Luca Lucía Luis
Luka Łukasz Lwazi Madison Maeve Magnus Mahmoud Mai Malik Manuel Marcus Margarida Maria Marie Mark Marta Martin Mateo
Matilda Maya Mehdi Mei Mercy Mia Michael Miguel Milan Milena Min Miriam Mohammed Mónica Musa Nadia Naledi Naomi Natalia
Neha Ngozi Nguyen Nia Nicolás Nikhil Niko Nina Nkechi Noah Nora Nuno Oksana Olga Oliver Olivia Omar Oscar Pablo Paolo
Patience Patricia Paula Pavel Pedro Petra Philip Phoebe Pilar Piotr Precious Priya Quinn Rachel Rafael Rahul Raj Ramón
Rania Raquel Rashid Ravi Rebecca Renata René Ricardo Rin Rita Robert Rocío Rohan Roman Rosa Rowan Ruth Ryan Saad Sabine
Sakura Salma Samir Samuel Sandra Sanjay Santiago Sara Saoirse Sebastian Selin Sergei Seung Shanice Shira Sibusiso Silvia
Simon Sina Sipho Siti Sofia Søren Soo Stefan Stella Sunita Svetlana Tadeusz Takeshi Tamar Tanvi Tariq Tatiana Teresa Thabo
Thandi Theo Thomas Tiago Tomás Tova Tuan Uchenna Umar Uma Valentina Vera Victor Vijay Viktoria Vincent Viola Wanjiru Wei
William Xavier Xin Yan Yara Yasmin Yosef Yuki Yuna Yusuf Yvonne Zainab Zara Zoë Zofia Zuri Zuzana 美咲=misaki 伟=wei
민준=minjun Ольга=olga Дмитро=dmytro Ελένη=eleni ليلى=layla נועה=noa अनिता=anita
`;

/** Last names in the same manner. */
const LAST = `
Abbott Abdi Abe Acosta Adams Adeyemi Aguilar Ahmadi Ahmed Akhtar Alexander Ali Almeida Alonso Álvarez Amsel Andersen
Anderson Andrade Ansah Aoki Arslan Asante Aydın Ayala Bailey Baker Banda Banerjee Barbieri Barros Bauer Becker Begum Bell
Bello Benítez Bennett Berg Bergström Bernard Bianchi Boateng Bondarenko Botha Bouchard Brandt Braun Brooks Brown Bui
Byrne Cabrera Campbell Cardoso Carter Castillo Castro Çelik Chan Chang Chaudhry Chen Cho Choi Chowdhury Clark Cohen Cole
Collins Colombo Contreras Cooper Costa Cruz Dahl Dang Das Davies Davis Delgado Demir Deng Desai Devi Diallo Díaz Dimitrov
Diop Do Dogan Doyle Dubois Dufour Dumont Duran Edwards Ekström Eriksen Esposito Evans Eze Fernandes Fernández Ferrari
Figueroa Fischer Flores Fofana Fontaine Forsberg Foster Fournier Freitas Friedman Fujita Fuentes Gallagher Gallo García
Garnier Georgiou Ghosh Gibson Girard Goldberg Gomes Gómez González Gordon Graham Grant Greene Griffin Guerrero Gupta
Gutiérrez Haddad Hall Hamdan Hansen Harris Hasan Hashimoto Haugen Hayashi Hayes Henry Hernández Herrera Hoang Hoffmann
Holm Horvat Horváth Hossain Howard Hu Huang Hughes Hussein Huynh Ibarra Ibrahim Ikeda Inoue Iqbal Ito Ivanov Jackson
Jain James Jansen Jensen Jiménez Johansson Johnson Jones Joshi Kamara Kaplan Kapoor Kariuki Kato Kaur Kaya Keller Kelly
Khalil Khan Kim Kimani King Klein Kobayashi Koç Kovač Kovács Kowalski Krause Kristensen Kruger Kumar Kurt Kwon Lambert
Larsen Lau Lavoie Le Leclerc Lee Lehmann Leroy Levi Lewis Li Lim Lindberg Lind Liu Lombardi López Lozano Luna Lund
MacDonald Magnusson Mahlangu Malik Mancini Marín Marino Marques Martin Martínez Masuda Matsumoto Mbeki Mehta Mejía Melo
Méndez Mendoza Meyer Miller Mishra Mitchell Mohamed Molina Moller Mölders Morales Moreau Moreno Moretti Morgan Mori Morris
Moyo Müller Muñoz Murphy Mutua Mwangi Nagy Naidoo Nair Nakamura Navarro Ndiaye Nel Nelson Nguyen Nielsen Nkosi Nowak
Novák Nunes Núñez Nyambura Oberoi Obi Ochieng Odhiambo Okafor Okeke Olsen Omar Ong Ortega Ortiz Osei Özdemir Öztürk Pak
Papadopoulos Park Patel Pavlov Pérez Pereira Perry Petersen Petrov Pham Phan Pillai Pinto Popescu Powell Prasad Price
Quiroga Rahman Ramírez Ramos Rao Reddy Reid Reyes Ribeiro Ricci Richter Riley Ríos Rivera Roberts Robinson Rocha
Rodríguez Rojas Romano Romero Rosen Rossi Roux Roy Ruiz Russo Ryan Saito Salazar Salem Sánchez Sandoval Santos Sato
Schmidt Schneider Schulz Shah Sharma Shevchenko Silva Simon Singh Sithole Smith Soares Solomon Sørensen Soto Sousa Stein
Stewart Suárez Suzuki Svensson Szabó Takahashi Tan Tanaka Tang Taylor Teixeira Thomas Thompson Thomsen Torres Traoré Tran
Tremblay Tshabalala Turner Uddin Ueda Valdez Vargas Vásquez Vega Verma Vidal Visser Vogel Vu Walker Wallace Wang Ward
Watanabe Watson Weber White Williams Wilson Wong Wood Wright Wu Yamamoto Yang Yıldız Yilmaz Yoon Young Yusuf Zapata Zhang
Zhao Zhou Zimmermann Zulu 田中=tanaka 王=wang 김=kim Коваленко=kovalenko Παπαδάκης=papadakis حداد=haddad כהן=cohen
`;

/** A name, and how it is written in an address. */
export interface FictionName {
  readonly name: string;
  readonly ascii: string;
}

export const firstNames = once(() => namesIn(FIRST));
export const lastNames = once(() => namesIn(LAST));

const namesIn = (text: string): readonly FictionName[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = '', spelled = name] = word.split('=');
      return { name, ascii: latin(spelled) };
    });

/** Letters that do not fall apart into a plain one and its mark. */
const APART: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ı: 'i', ß: 'ss' };

const latin = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[øłıß]/g, (letter) => APART[letter] as string)
    .replace(/[^a-z]/g, '');
